package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subject's process that listens and serves several scenarios, one after another, each over connections of its own. For
 * subjects that are slow to start.
 *
 * <p>Whatever does not come to a right end here is played again with a process of its own, and that counts: what an
 * earlier scenario left behind is never held against a subject.
 *
 * <pre>{@code
 * try (SharedSubject shared = new SharedSubject(player, subject, folder)) {
 *     Played played = shared.play(scenario);
 * }
 * }</pre>
 */
public final class SharedSubject implements AutoCloseable {
    private static final Set<String> OWN_PROCESS = Set.of("end", "kill", "terminate", "restart", "transport");
    private static final List<String> OWN_FOLDERS = List.of("${home}", "${user}", "${tmp}", "${folder}", "${port}");

    private final ScenarioPlayer player;
    private final Subject subject;
    private final Path folder;
    private @Nullable Ground ground;
    private int started;
    private boolean startable = true;

    /** Not started yet; its folders are made below that one. */
    public SharedSubject(ScenarioPlayer player, Subject subject, Path folder) {
        this.player = player;
        this.subject = subject;
        this.folder = folder;
    }

    /** Whether a scenario needs nothing but a connection: no start or end of the process, none of its folders. */
    public static boolean suits(Scenario scenario, Subject subject) {
        return subject.shared()
                && subject.listen() != null
                && Set.of("any", "listen").contains(scenario.transport())
                && scenario.alone().isEmpty()
                && scenario.steps().stream().noneMatch(SharedSubject::needsItsOwn);
    }

    private static boolean needsItsOwn(JsonNode step) {
        String text = step.toString();
        return OWN_PROCESS.stream().anyMatch(verb -> !step.findValues(verb).isEmpty())
                || OWN_FOLDERS.stream().anyMatch(text::contains);
    }

    /**
     * Plays a scenario here if that comes to a right end, else with a process of its own.
     *
     * @throws ScenarioException if the scenario is wrong in itself
     * @throws IOException if the folders cannot be made
     */
    public Played play(Scenario scenario, Path own) throws IOException {
        Ground here = standing();
        if (here != null) {
            Played played = player.playOn(here, here.variables(scenario.name()), scenario, subject);
            if (played.isRight()) {
                return played;
            }
            close();
        }
        return player.play(scenario, subject, own);
    }

    /** The process that is there or else a new one; null from the first time on that none could be started. */
    private @Nullable Ground standing() throws IOException {
        if (ground == null && startable) {
            Ground here = new Ground(subject, folder.resolve("shared-" + ++started));
            try {
                here.share(player.launch(here, Objects.requireNonNull(subject.listen())));
                ground = here;
            } catch (IOException e) {
                here.close();
                startable = false;
            }
        }
        return ground;
    }

    /** Ends the process. */
    @Override
    public void close() {
        Ground here = ground;
        ground = null;
        if (here != null) {
            player.leave(here);
        }
    }
}

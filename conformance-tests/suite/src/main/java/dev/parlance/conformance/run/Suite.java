package dev.parlance.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.play.ScenarioException;
import dev.parlance.conformance.play.ScenarioPlayer;
import dev.parlance.conformance.play.Scenarios;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs scenarios against a subject.
 *
 * <ol>
 *   <li>The plan: which scenarios the subject claims. Where they are many, a handshake shows that the subject is there at
 *       all; without it nothing more is tried.
 *   <li>Each is played, several at once, with a process and folders of its own, but where the subject may be shared.
 *   <li>The results are merged; known failures are told apart.
 * </ol>
 *
 * <pre>{@code
 * RunResult result = new Suite().run(SubjectReader.read(file), RunOptions.standard(), Progress.SILENT);
 * }</pre>
 */
public final class Suite {
    /** From here on it is worth asking first whether the subject is there at all. */
    private static final int FEW = 5;

    private static final Scenario HANDSHAKE = Scenarios.parse(
            "handshake",
            "handshake",
            "{title: the subject answers the handshake, profile: core, steps: [{open: main}]}");

    private final Protocol protocol;
    private final SchemaJudge judge;
    private final Launcher launcher;

    /** The suite with the protocol that it carries. */
    public Suite() {
        this(Protocol.load(), new ProcessLauncher());
    }

    /** With something between the suite and the subject's process. */
    public Suite(Protocol protocol, Launcher launcher) {
        this(protocol, new SchemaJudge(protocol), launcher);
    }

    /** With parts that are shared by several suites. */
    public Suite(Protocol protocol, SchemaJudge judge, Launcher launcher) {
        this.protocol = protocol;
        this.judge = judge;
        this.launcher = launcher;
    }

    /**
     * Runs what the options choose.
     *
     * @throws IOException if folders cannot be made or scenarios of one's own not be read
     * @throws ScenarioException if a scenario is wrong in itself
     * @throws SubjectException if the options name a profile that the subject does not claim
     */
    public RunResult run(Subject whole, RunOptions options, Progress progress) throws IOException {
        Instant started = Instant.now();
        long begin = System.nanoTime();
        Subject subject = declared(whole).claiming(options.profiles());
        List<Scenario> all = new ArrayList<>(Scenarios.all());
        for (Path file : options.extra()) {
            all.add(Scenarios.read(file));
        }
        Plan plan = new Plan(all, subject, options);
        List<Played> played = new ArrayList<>();
        String unreachable = inFolder(subject, options, plan, played, progress);
        List<CheckResult> checks = unreachable.isEmpty()
                ? new Merge(protocol, subject).results(played, plan.left(), options.everything())
                : plan.unreachable(protocol, subject, unreachable);
        return new RunResult(
                subject.name(),
                version(played),
                subject.file().toString(),
                subject.profiles().stream().sorted().toList(),
                started,
                Duration.ofNanos(System.nanoTime() - begin),
                checks,
                played.stream().map(Played::scenario).toList());
    }

    /** A misspelt profile would be reported as claimed, and nothing of it played. */
    private Subject declared(Subject subject) {
        JsonNode known = protocol.schema().get("x-profiles");
        for (String profile : subject.profiles()) {
            if (!known.has(profile)) {
                List<String> names = new ArrayList<>();
                known.fieldNames().forEachRemaining(names::add);
                throw new SubjectException(
                        subject.file() + ": /profiles: " + profile + " is not known; there are " + names);
            }
        }
        return subject;
    }

    /** Plays what is planned, and says why the subject cannot be reached at all; empty if it can. */
    private String inFolder(Subject subject, RunOptions options, Plan plan, List<Played> played, Progress progress)
            throws IOException {
        Path given = options.folder();
        Path folder = (given != null
                        ? Files.createDirectories(given)
                        : Files.createTempDirectory("parlance-conformance-"))
                .toRealPath();
        ScenarioPlayer player = new ScenarioPlayer(protocol, judge, launcher, options.deadlines());
        try {
            if (plan.played().size() > FEW) {
                Played handshake = player.play(HANDSHAKE, subject, folder.resolve("handshake"));
                if (!handshake.stopped().isEmpty()) {
                    played.add(handshake);
                    return handshake.stopped();
                }
            }
            played.addAll(new Jobs(player, subject, folder, progress).play(plan.played(), options));
            return "";
        } catch (SubjectException e) {
            throw new SubjectException(subject.file() + ": " + e.getMessage());
        } finally {
            if (given == null) {
                delete(folder);
            }
        }
    }

    private static String version(List<Played> played) {
        return played.stream()
                .map(Played::userAgent)
                .filter(agent -> !agent.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What a subject's last child still writes may come back; the folder is a temporary one. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}

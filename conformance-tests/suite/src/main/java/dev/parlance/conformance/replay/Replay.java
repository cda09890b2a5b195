package dev.parlance.conformance.replay;

import dev.parlance.conformance.transcript.TranscriptEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays the client's side of a recording to another server.
 *
 * <ol>
 *   <li>A line of the client is sent when everything that the recorded server had said before it has come again, or when
 *       nothing has come for a while; what stayed away once is not waited for a second time.
 *   <li>A message that comes is paired with the first recorded one of its kind that no known id speaks against; from the
 *       pair the ids are learnt that later lines of the client have to name.
 *   <li>At the end the connections are closed, and both sides are compared.
 * </ol>
 *
 * <pre>{@code
 * Replayed replayed = new Replay(recording, target, Duration.ofSeconds(10), Map.of(), Set.of()).play();
 * }</pre>
 */
public final class Replay {
    /** A server that never falls silent is waited for that many times as long as a silent one. */
    private static final int LONGEST = 10;

    private final Recording recording;
    private final Conversation conversation;
    private final Duration patience;
    private final Set<String> ignored;
    private final Correspondence ids;
    private final Map<String, List<Said>> expected = new HashMap<>();
    private final Set<Said> paired = new HashSet<>();
    private final List<Said> awaited = new ArrayList<>();
    private final Set<String> missed = new HashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private final Target target;

    /**
     * A replay.
     *
     * @param patience how long nothing may come before the next line is sent nevertheless
     * @param texts what to replace in what the client says, say a folder
     * @param ignored methods of notifications that are neither waited for nor compared
     */
    public Replay(
            Recording recording, Target target, Duration patience, Map<String, String> texts, Set<String> ignored) {
        this.recording = recording;
        this.target = target;
        this.conversation = new Conversation(target);
        this.patience = patience;
        this.ignored = Set.copyOf(ignored);
        this.ids = new Correspondence(texts);
        for (Said said : recording.all()) {
            if (said.fromServer() && !skipped(said)) {
                expected.computeIfAbsent(slot(said), key -> new ArrayList<>()).add(said);
            }
        }
    }

    /**
     * Plays it to the end.
     *
     * @throws IOException if the server cannot be started or reached
     */
    public Replayed play() throws IOException, InterruptedException {
        for (Said said : recording.all()) {
            if (said.fromServer()) {
                if (!skipped(said)) {
                    awaited.add(said);
                }
            } else if (said.event().note() == null) {
                await();
                speak(said);
            } else if (Recording.closes(said)) {
                await();
                conversation.close(said.connection());
            } else if (TranscriptEvent.SETTLED.equals(said.event().note())) {
                await();
                if (missed.isEmpty()) {
                    conversation.note(said.connection(), TranscriptEvent.SETTLED);
                }
            }
        }
        await();
        end();
        List<Said> now = new ArrayList<>();
        for (TranscriptEvent event : conversation.events()) {
            now.add(new Said(now.size() + 1, event));
        }
        List<Difference> differences = new Comparison(recording, now, ids, this::skipped).differences();
        return new Replayed(recording.name(), target.name(), conversation.events(), differences, troubles);
    }

    private boolean skipped(Said said) {
        return !said.request() && ignored.contains(said.method());
    }

    private static String slot(Said said) {
        return said.connection() + "\n" + said.key();
    }

    private void speak(Said said) throws IOException {
        byte[] message = ids.translate(said);
        if (message == null) {
            troubles.add("event " + said.number() + ", an answer of the client, was not sent:"
                    + " the server has not asked what it answers");
        } else if (!conversation.say(said.connection(), message, said.event().ended())) {
            troubles.add("event " + said.number() + " could not be sent: the server has closed " + said.connection());
        }
    }

    /** Waits for everything that is awaited, and lists what has not come as missed. */
    private void await() throws InterruptedException {
        long end = System.nanoTime() + LONGEST * patience.toNanos();
        awaited.removeIf(Said::delta);
        while (!awaited.isEmpty()) {
            awaited.removeIf(paired::contains);
            boolean worth = System.nanoTime() < end
                    && awaited.stream()
                            .anyMatch(said -> !conversation.ended(said.connection()) && !missed.contains(slot(said)));
            Said arrived = worth ? conversation.next(patience) : conversation.next(Duration.ZERO);
            if (arrived != null) {
                pair(arrived);
                continue;
            }
            awaited.forEach(said -> missed.add(slot(said)));
            awaited.clear();
        }
    }

    private void pair(Said arrived) {
        if (!arrived.fromServer() || arrived.delta() || skipped(arrived)) {
            return;
        }
        Said partner = partner(arrived);
        if (partner != null) {
            expected.getOrDefault(slot(arrived), List.of()).remove(partner);
            paired.add(partner);
            ids.learn(partner, arrived);
        }
    }

    private @Nullable Said partner(Said arrived) {
        return expected.getOrDefault(slot(arrived), List.of()).stream()
                .filter(said -> ids.compatible(said, arrived))
                .findFirst()
                .orElse(null);
    }

    private void end() throws InterruptedException {
        for (String connection : conversation.open()) {
            conversation.close(connection);
        }
        while (!conversation.open().isEmpty()) {
            Said arrived = conversation.next(patience);
            if (arrived == null) {
                troubles.add("the server has not closed " + String.join(", ", conversation.open()) + " within "
                        + patience.toMillis() + " ms after the client did");
                return;
            }
            pair(arrived);
        }
    }
}

package dev.parlance.conformance.replay;

import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.List;

/**
 * What became of a replay.
 *
 * <pre>{@code
 * replayed.differences().isEmpty()
 * }</pre>
 *
 * @param recording name of the recording
 * @param target name of the server
 * @param events everything that was said now, by both sides
 * @param differences where the server said something else than the recorded one, connection by connection
 * @param troubles what kept the replay from being a faithful one
 */
public record Replayed(
        String recording,
        String target,
        List<TranscriptEvent> events,
        List<Difference> differences,
        List<String> troubles) {
    /** Copies the lists. */
    public Replayed {
        events = List.copyOf(events);
        differences = List.copyOf(differences);
        troubles = List.copyOf(troubles);
    }

    /** Whether the server did as the recorded one. */
    public boolean same() {
        return differences.isEmpty() && troubles.isEmpty();
    }
}

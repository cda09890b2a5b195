package dev.parlance.conformance.result;

import dev.parlance.conformance.transcript.TranscriptEvent;
import java.time.Duration;
import java.util.List;

/**
 * A scenario that was played, with everything that went over the wire meanwhile.
 *
 * <pre>{@code
 * played.events().forEach(System.out::println);
 * }</pre>
 *
 * @param name unique in a run
 * @param title what it is about, one sentence
 * @param profile the profile it belongs to
 * @param took how long it took
 * @param events the recording; several connections by name
 * @param stderr the last lines that the subject wrote to standard error; may be empty
 */
public record PlayedScenario(
        String name, String title, String profile, Duration took, List<TranscriptEvent> events, String stderr) {
    /** Copies the list. */
    public PlayedScenario {
        events = List.copyOf(events);
    }
}

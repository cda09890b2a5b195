package dev.parlance.conformance.play;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that goes over the wires of one scenario, in one order. */
final class Recorder {
    private static final int EXCERPT = 2_000;

    private final long begin = System.nanoTime();
    private final List<TranscriptEvent> events = new ArrayList<>();

    /** Records a message and gives its number, from 1. */
    synchronized int add(Direction direction, String connection, byte[] bytes, boolean ended) {
        events.add(
                ended
                        ? TranscriptEvent.line(micros(), direction, connection, bytes)
                        : TranscriptEvent.unended(micros(), direction, connection, bytes));
        return events.size();
    }

    synchronized void note(String connection, String text) {
        events.add(TranscriptEvent.note(micros(), connection, text));
    }

    synchronized List<TranscriptEvent> events() {
        return List.copyOf(events);
    }

    /** A failure that is shown by that event; by the last one if the number is 0. */
    synchronized Failure failure(int number, String expected, String seen, String path) {
        int at = number > 0 ? number : events.size();
        if (at == 0) {
            return new Failure(0, 0, "", "--", expected, seen, path, "");
        }
        TranscriptEvent event = events.get(at - 1);
        String text = new String(event.bytes(), 0, Math.min(EXCERPT, event.bytes().length), StandardCharsets.UTF_8);
        return new Failure(
                at,
                event.micros(),
                event.connection(),
                event.direction().sign(),
                expected,
                seen,
                path,
                event.bytes().length > EXCERPT ? text + "…" : text);
    }

    private long micros() {
        return (System.nanoTime() - begin) / 1_000;
    }
}

package dev.parlance.conformance.tap;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what goes over one connection, for a {@link TapRecorder}. Any thread may hand over, nobody ever waits.
 *
 * <pre>{@code
 * Tape tape = recorder.open("c1", true);
 * tape.saw(Direction.TO_SERVER, buffer, n);
 * tape.ended(Direction.TO_SERVER);
 * }</pre>
 */
public final class Tape {
    private final TapRecorder recorder;
    private final String connection;
    private final boolean framed;
    private final Map<Direction, Strand> strands = new EnumMap<>(Direction.class);
    private boolean begun;
    private boolean lost;

    Tape(TapRecorder recorder, String connection, boolean framed) {
        this.recorder = recorder;
        this.connection = connection;
        this.framed = framed;
        for (Direction direction : List.of(Direction.TO_SERVER, Direction.TO_CLIENT)) {
            strands.put(direction, new Strand(connection, direction, framed));
        }
    }

    /** Takes note of bytes that are about to be passed on; they are copied. */
    public void saw(Direction direction, byte[] buffer, int length) {
        if (length > 0 && recorder.mayKeep(length)) {
            recorder.put(this, direction, Arrays.copyOf(buffer, length), "");
        }
    }

    /** Takes note that a direction has ended. When both have, the connection has. */
    public void ended(Direction direction) {
        recorder.put(this, direction, new byte[0], "");
    }

    /** Takes note of something that was not on the wire. */
    public void noted(String text) {
        recorder.put(this, Direction.ASIDE, new byte[0], text);
    }

    String connection() {
        return connection;
    }

    /** Whether something of it could not be recorded. */
    boolean lost() {
        return lost;
    }

    /** Whether both directions have ended. */
    boolean over() {
        return strands.isEmpty();
    }

    /** What the bytes amount to; only the recorder's own thread asks. */
    List<TranscriptEvent> events(long micros, Direction direction, byte[] bytes, String note) {
        List<TranscriptEvent> found = new ArrayList<>();
        if (direction == Direction.ASIDE) {
            found.add(TranscriptEvent.note(micros, connection, note));
            return found;
        }
        if (framed && !begun) {
            found.add(TranscriptEvent.note(micros, connection, TranscriptEvent.WEBSOCKET));
        }
        begun = true;
        Strand strand = strands.get(direction);
        if (strand == null) {
            return found;
        }
        if (bytes.length > 0) {
            found.addAll(strand.take(micros, bytes));
            lost |= strand.lost();
            return found;
        }
        found.addAll(strand.end(micros));
        strands.remove(direction);
        if (over()) {
            found.add(TranscriptEvent.note(micros, connection, TranscriptEvent.CLOSED));
        }
        return found;
    }
}

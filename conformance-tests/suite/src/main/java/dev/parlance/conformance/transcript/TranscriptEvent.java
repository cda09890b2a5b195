package dev.parlance.conformance.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was seen: a line (or frame) on a connection with its exact bytes, or a note of the recorder. Immutable;
 * the byte array is shared and must not be changed.
 *
 * <pre>{@code
 * TranscriptEvent.line(0, Direction.TO_SERVER, "main", bytes)   // a line that ended in LF
 * TranscriptEvent.note(5_000, "main", TranscriptEvent.CLOSED)
 * }</pre>
 */
public final class TranscriptEvent {
    /** Note: the connection has ended. */
    public static final String CLOSED = "closed";
    /** Note: whoever recorded waited up to here for everything that had to come, on every connection. */
    public static final String SETTLED = "settled";
    /** Note: the recording breaks off here. */
    public static final String CUT = "recording cut off";
    /** Note: the connection speaks WebSocket, an event is a frame. */
    public static final String WEBSOCKET = "transport websocket";

    /** Note: the server sent a binary frame, whatever was in it. */
    public static final String BINARY = "binary frame";

    private static final byte[] NOTHING = {};

    private final long micros;
    private final Direction direction;
    private final String connection;
    private final byte[] bytes;
    private final boolean ended;
    private final @Nullable String note;

    private TranscriptEvent(
            long micros, Direction direction, String connection, byte[] bytes, boolean ended, @Nullable String note) {
        this.micros = micros;
        this.direction = direction;
        this.connection = connection;
        this.bytes = bytes;
        this.ended = ended;
        this.note = note;
    }

    /** A complete line, given without its LF, or a whole text frame. */
    public static TranscriptEvent line(long micros, Direction direction, String connection, byte[] bytes) {
        return new TranscriptEvent(micros, direction, connection, bytes, true, null);
    }

    /** Bytes after which the stream ended although no LF had come. */
    public static TranscriptEvent unended(long micros, Direction direction, String connection, byte[] bytes) {
        return new TranscriptEvent(micros, direction, connection, bytes, false, null);
    }

    /** Something that was not on the wire. */
    public static TranscriptEvent note(long micros, String connection, String text) {
        return new TranscriptEvent(micros, Direction.ASIDE, connection, NOTHING, true, text);
    }

    /** Microseconds since the recording began. */
    public long micros() {
        return micros;
    }

    public Direction direction() {
        return direction;
    }

    /** Name of the connection, say {@code main}. */
    public String connection() {
        return connection;
    }

    /** The bytes of the line without LF; empty for a note. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the LF of the line was there. */
    public boolean ended() {
        return ended;
    }

    /** Text of a note; null for a line. */
    public @Nullable String note() {
        return note;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TranscriptEvent that
                && micros == that.micros
                && direction == that.direction
                && connection.equals(that.connection)
                && ended == that.ended
                && Objects.equals(note, that.note)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(micros, direction, connection, ended, note, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        String text = note != null ? note : new String(bytes, StandardCharsets.UTF_8);
        return micros + "us " + direction.sign() + " " + connection + " " + text;
    }
}

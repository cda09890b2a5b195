package dev.parlance.mutants.plant;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that are passed on: over stdio followed by LF unless they are unended, over WebSocket as one frame. An unended
 * message becomes part of the frame of the next one.
 *
 * <pre>{@code
 * Piece.line("{\"method\":\"initialized\"}")
 * }</pre>
 *
 * @param bytes the content, without LF
 * @param ended whether LF follows, or whether a frame is the last of its message
 * @param kind what they are
 */
@SuppressWarnings("ArrayRecordComponent")
public record Piece(byte[] bytes, boolean ended, Kind kind) {
    /** A message. */
    public Piece(byte[] bytes, boolean ended) {
        this(bytes, ended, Kind.MESSAGE);
    }

    /** A whole line. */
    public static Piece line(String text) {
        return new Piece(text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** The same with other content. */
    Piece with(byte[] content) {
        return new Piece(content, ended, kind);
    }

    /** What a piece is. All but the first occur over WebSocket only. */
    public enum Kind {
        /** A line, or a text frame that is a message of its own. */
        MESSAGE,
        /** The first frame of several of a text. */
        BEGUN,
        /** A further frame of a text. */
        CONTINUED,
        /** A binary frame. */
        BINARY,
        /** A ping. */
        PING,
        /** A pong. */
        PONG,
        /** A close frame. */
        CLOSE,
        /** Request or answer of the opening handshake. */
        HEAD
    }
}

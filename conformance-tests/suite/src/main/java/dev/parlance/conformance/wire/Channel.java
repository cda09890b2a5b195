package dev.parlance.conformance.wire;

import java.io.IOException;

/**
 * One connection to a subject, as lines (stdio) or text frames (WebSocket). Sending and receiving are independent; what
 * comes in is handed to a {@link Receiver} on a thread of the channel's own, in the order of the wire.
 *
 * <pre>{@code
 * channel.send("{\"method\":\"initialized\"}".getBytes(UTF_8));
 * }</pre>
 */
public interface Channel extends AutoCloseable {
    /**
     * Sends one message: over stdio the bytes and LF, over WebSocket one text frame.
     *
     * @throws IOException if the other side has gone
     */
    void send(byte[] message) throws IOException;

    /**
     * Sends bytes as they are, without LF and without a frame around them, for input that is no message.
     *
     * @throws IOException if the other side has gone
     */
    void sendRaw(byte[] bytes) throws IOException;

    /** Ends our side: closes the subject's standard input, or does the closing handshake. May be called twice. */
    @Override
    void close();

    /** Whether a message is a frame, not a line. */
    boolean framed();

    /** Takes what comes in. Called from one thread. */
    interface Receiver {
        /** A line without its LF, or a text frame; {@code ended} is false for bytes after which the stream ended without LF. */
        void received(byte[] message, boolean ended);

        /** Nothing more will come; the reason is for people. Called once. */
        void closed(String why);

        /** Something on the wire that is no message, say {@code pong} or {@code binary frame}; in the order of the wire. */
        default void noted(String what) {}
    }
}

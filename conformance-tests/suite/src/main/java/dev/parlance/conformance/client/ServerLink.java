package dev.parlance.conformance.client;

import java.io.IOException;

/**
 * The server's end of a connection that a client has opened: lines over standard input and output, or text frames.
 *
 * <pre>{@code
 * link.piece(firstHalf, false);
 * link.piece(secondHalf, true);
 * }</pre>
 */
interface ServerLink {
    /**
     * Hands over a part of a message; each part reaches the client as a write, or a fragment, of its own.
     *
     * @param last whether the message ends here: over stdio LF follows
     * @throws IOException if the client has gone
     */
    void piece(byte[] bytes, boolean last) throws IOException;

    /** Breaks the connection off, as a server that dies does. May be called twice. */
    void cut();

    /** Whether a message is a frame, not a line. */
    boolean framed();

    /** Takes what the client says, from one thread. */
    interface Receiver {
        /** A client has connected; nothing was received before. */
        void connected(ServerLink link);

        /** A line without its LF, or a frame; {@code ended} is false where the stream ended without LF. */
        void received(byte[] message, boolean ended);

        /** The client, and over stdio the process that it started as its server, has gone. */
        void closed();
    }
}

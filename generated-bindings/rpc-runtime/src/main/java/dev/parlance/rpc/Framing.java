package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How messages are told apart in a stream of bytes.
 *
 * <pre>{@code
 * Framing framing = Framing.lines();   // one JSON value a line
 * }</pre>
 */
public interface Framing {
    /**
     * Reads messages.
     *
     * @param maxBytes messages above it are skipped
     * @param beforeBlocking run whenever the next message is not in memory, before more is read
     */
    FrameReader reader(InputStream in, int maxBytes, Runnable beforeBlocking);

    /** Ends a message whose bytes have just been written to the buffer. */
    void end(OutputStream buffer) throws IOException;

    /** One message a line, ended by a line feed; a carriage return before it is white space. */
    static Framing lines() {
        return LineFraming.INSTANCE;
    }
}

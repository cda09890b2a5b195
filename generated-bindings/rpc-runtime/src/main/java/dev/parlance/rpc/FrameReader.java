package dev.parlance.rpc;

import java.io.IOException;

/**
 * Hands out messages in place: {@link #buffer()} from {@link #start()} to {@link #end()} until the next call.
 *
 * <pre>{@code
 * while (reader.next() != FrameReader.Frame.END) parse(reader.buffer(), reader.start(), reader.end());
 * }</pre>
 */
public interface FrameReader {
    /** What {@link #next()} found; {@code Frame.MESSAGE} is the ordinary case. */
    enum Frame {
        /** A whole message. */
        MESSAGE,
        /** A message above the limit; its bytes are gone. */
        TOO_LONG,
        /** No more input. */
        END
    }

    /** Moves to the next message; blocks until there is one. */
    Frame next() throws IOException;

    /** Holds the current message. */
    byte[] buffer();

    /** Index of the message's first byte. */
    int start();

    /** Index behind the message's last byte. */
    int end();
}

package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in, bytes out: what a {@link Peer} talks through. Ready ones: {@link StdioTransport}, {@link ChildProcess},
 * {@link WebSocketTransport}, {@link StreamTransport}, {@link InMemoryTransport}.
 *
 * <pre>{@code
 * try (Peer peer = Peer.builder(StreamTransport.of(socket.getInputStream(), socket.getOutputStream())).start()) { ... }
 * }</pre>
 */
public interface Transport extends AutoCloseable {
    /** What the other end sends; read by one thread at a time, in large pieces. The same stream at every call. */
    InputStream input();

    /** What goes to the other end; written by one thread at a time, whole messages only. The same stream at every call. */
    OutputStream output();

    /** How messages are told apart; lines unless overridden. */
    default Framing framing() {
        return Framing.lines();
    }

    /**
     * Why the connection ended, said to every pending call. May wait a moment for details such as an exit code.
     *
     * @param failure what reading or writing threw; null at an orderly end of input
     */
    default ConnectionClosedException ended(@Nullable Throwable failure) {
        return failure == null
                ? new ConnectionClosedException("the other end closed the connection")
                : new ConnectionClosedException("the connection failed: " + failure.getMessage(), failure);
    }

    /** Ends the connection and makes a blocked read or write return where the system allows it; may be called twice. */
    @Override
    void close() throws IOException;
}

package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A pair of streams: sockets, pipes, files.
 *
 * <pre>{@code
 * Transport transport = StreamTransport.of(socket.getInputStream(), socket.getOutputStream());
 * }</pre>
 */
public final class StreamTransport implements Transport {
    private final InputStream input;
    private final OutputStream output;

    private StreamTransport(InputStream input, OutputStream output) {
        this.input = Objects.requireNonNull(input);
        this.output = Objects.requireNonNull(output);
    }

    /** Over those streams, which it closes; it writes whole messages and flushes them, so they need no buffer. */
    public static StreamTransport of(InputStream input, OutputStream output) {
        return new StreamTransport(input, output);
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void close() throws IOException {
        try (input) {
            output.close();
        }
    }
}

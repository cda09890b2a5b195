package dev.parlance.agent;

import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Framing;
import dev.parlance.rpc.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when nothing more can come. The peer itself is closed only once every question was answered, and a user may think
 * about one for ever whose server is long gone.
 */
record EndWatch(Transport transport, Consumer<ConnectionClosedException> listener) implements Transport {
    @Override
    public InputStream input() {
        return transport.input();
    }

    @Override
    public OutputStream output() {
        return transport.output();
    }

    @Override
    public Framing framing() {
        return transport.framing();
    }

    @Override
    public ConnectionClosedException ended(@Nullable Throwable failure) {
        ConnectionClosedException why = transport.ended(failure);
        listener.accept(why);
        return why;
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}

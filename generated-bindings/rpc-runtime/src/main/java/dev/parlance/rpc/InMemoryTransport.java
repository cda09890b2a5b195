package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Two ends in one process, through bounded memory: for tests, and for a server that is embedded.
 *
 * <pre>{@code
 * InMemoryTransport.Pair pair = InMemoryTransport.pair();
 * Peer server = Peer.builder(pair.server()).handlers(handlers).start();
 * Peer client = Peer.builder(pair.client()).start();
 * }</pre>
 */
public final class InMemoryTransport implements Transport {
    /** As large as a pipe of the system. */
    private static final int CAPACITY = 64 << 10;

    private final BoundedPipe in;
    private final BoundedPipe out;

    private InMemoryTransport(BoundedPipe in, BoundedPipe out) {
        this.in = in;
        this.out = out;
    }

    /** Two ends, 64 KiB in each direction. */
    public static Pair pair() {
        return pair(CAPACITY);
    }

    /** Two ends, that many bytes in each direction before a write waits. */
    public static Pair pair(int capacity) {
        BoundedPipe toServer = new BoundedPipe(capacity);
        BoundedPipe toClient = new BoundedPipe(capacity);
        return new Pair(new InMemoryTransport(toClient, toServer), new InMemoryTransport(toServer, toClient));
    }

    /** The two ends; {@code pair.client().output()} is read at {@code pair.server().input()}. */
    public record Pair(InMemoryTransport client, InMemoryTransport server) {}

    @Override
    public InputStream input() {
        return in.source;
    }

    @Override
    public OutputStream output() {
        return out.sink;
    }

    @Override
    public void close() throws IOException {
        in.source.close();
        out.sink.close();
    }
}

package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.Stability;
import dev.parlance.server.thread.Subscriber;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection: its peer, and what its client said in {@code initialize}. Before that it is told nothing and refused
 * everything.
 */
public final class Session implements Subscriber {
    /** The whole of a connection's answers passes through here; see {@code MessageProcessor}. */
    private final AtomicReference<@Nullable ClientProfile> profile = new AtomicReference<>();

    private final CompletableFuture<Peer> peer = new CompletableFuture<>();

    Session() {}

    void attach(Peer value) {
        peer.complete(value);
    }

    private Peer peer() {
        return peer.join();
    }

    /** Completes when nothing more can come and every accepted request is answered. */
    public CompletableFuture<?> closed() {
        return peer().closed();
    }

    /** Completes when nothing more can come. */
    public CompletableFuture<?> disconnected() {
        return peer().disconnected();
    }

    /** Ends the connection. */
    public void close() {
        peer().close();
    }

    /** Opens the connection; false where it is open already. */
    boolean open(ClientProfile value) {
        return profile.compareAndSet(null, value);
    }

    /** True once it is open. */
    boolean isOpen() {
        return profile.get() != null;
    }

    /** What the client said of itself. */
    ClientProfile profile() {
        ClientProfile known = profile.get();
        if (known == null) {
            throw AgentErrors.notInitialized("Not initialized");
        }
        return known;
    }

    @Override
    public boolean experimental() {
        ClientProfile known = profile.get();
        return known != null && known.experimental();
    }

    @Override
    public <P> void tell(Method<P, Void> method, P params) {
        ClientProfile known = profile.get();
        if (known == null
                || known.optedOut().contains(method.name())
                || (method.stability() == Stability.EXPERIMENTAL && !known.experimental())) {
            return;
        }
        try {
            peer().notify(method, params);
        } catch (ConnectionClosedException e) {
            // It is gone; its subscriptions end by another way.
        }
    }

    @Override
    public <P, R> CompletableFuture<R> ask(Method<P, R> method, P params) {
        return peer().request(method, params, (Duration) null);
    }

    @Override
    public long idOf(CompletableFuture<?> question) {
        return peer().idOf(Objects.requireNonNull(question));
    }
}

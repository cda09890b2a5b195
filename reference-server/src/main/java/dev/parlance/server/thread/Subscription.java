package dev.parlance.server.thread;

import dev.parlance.rpc.Method;
import java.util.concurrent.CompletableFuture;

/**
 * One subscriber of one thread, from its coming to its leaving: what is being told to it when it leaves is told before
 * {@link #end} returns, and nothing after, so that the answer to its request to leave is the last of the thread.
 */
final class Subscription implements Subscriber {
    private final Subscriber subscriber;
    private volatile boolean ended;

    Subscription(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public synchronized <P> void tell(Method<P, Void> method, P params) {
        if (!ended) {
            subscriber.tell(method, params);
        }
    }

    /** Waits for what is being told, for as long as the subscriber takes to read it. */
    void end() {
        ended = true;
        synchronized (this) {
            // Whoever was telling has told.
        }
    }

    /** The same for one that is gone: nobody waits for it. */
    void abandon() {
        ended = true;
    }

    @Override
    public <P, R> CompletableFuture<R> ask(Method<P, R> method, P params) {
        return subscriber.ask(method, params);
    }

    @Override
    public long idOf(CompletableFuture<?> question) {
        return subscriber.idOf(question);
    }

    @Override
    public boolean experimental() {
        return subscriber.experimental();
    }
}

package dev.parlance.server.thread;

import dev.parlance.rpc.Method;
import java.util.concurrent.CompletableFuture;

/** A connection as threads see it: somebody who is told, and who can be asked. Compared by identity; thread-safe. */
public interface Subscriber {
    /** Tells it something; nothing happens where it opted out, or is gone. */
    <P> void tell(Method<P, Void> method, P params);

    /** Asks it something, without a deadline. Cancelling the future withdraws the question. */
    <P, R> CompletableFuture<R> ask(Method<P, R> method, P params);

    /** Id under which {@link #ask} sent that question; 0 where it was never sent. */
    long idOf(CompletableFuture<?> question);

    /** True where it opted in to what is experimental. */
    boolean experimental();
}

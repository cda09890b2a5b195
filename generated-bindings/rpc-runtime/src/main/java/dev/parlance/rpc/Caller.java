package dev.parlance.rpc;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends methods of a table to the other end. Generated proxies stand on this alone; {@link Peer} is the implementation.
 *
 * <pre>{@code
 * ThreadReadResponse r = caller.request(AgentMethods.THREAD_READ, params).get();
 * }</pre>
 */
public interface Caller {
    /**
     * Sends a request.
     *
     * @param params null only where {@link Method#paramsOptional()}
     * @return completes with the decoded result, or exceptionally with an {@link RpcException} (the other end refused), or
     *     a {@link ConnectionClosedException} (it never will be answered)
     */
    <P, R> CompletableFuture<R> request(Method<P, R> method, @Nullable P params);

    /**
     * Sends a notification.
     *
     * @param params null only where {@link Method#paramsOptional()}
     * @throws ConnectionClosedException if the connection is closed
     */
    <P> void notify(Method<P, Void> method, @Nullable P params);
}

package dev.parlance.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that refuses to be waited for on the thread that would have to complete it; so do those derived from it. */
class GuardedFuture<T> extends CompletableFuture<T> {
    private final Connection connection;

    GuardedFuture(Connection connection) {
        this.connection = connection;
    }

    private void refuseReadingThread() {
        if (!isDone() && connection.onReadingThread()) {
            throw new IllegalStateException(
                    "an answer cannot be waited for on the reading thread, which would have to read it: return a future "
                            + "from the handler (thenApply, thenCompose), or wait on another thread");
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new GuardedFuture<>(connection);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseReadingThread();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseReadingThread();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        refuseReadingThread();
        return super.join();
    }
}

package dev.parlance.rpc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request of ours: the future its caller holds, and what is needed to send it and to read its answer. */
final class Call<R> extends GuardedFuture<R> {
    final Method<?, R> method;
    final @Nullable Duration timeout;
    /** {@link System#nanoTime()} at which it is given up; of no meaning without a timeout. */
    final long deadline;

    private final Requests requests;
    /** Until it is sent. */
    @Nullable
    Object params;
    /** Zero until it is sent; guarded by {@link #requests}. */
    long id;

    Call(
            Requests requests,
            Connection connection,
            Method<?, R> method,
            @Nullable Object params,
            @Nullable Duration timeout,
            long deadline) {
        super(connection);
        this.requests = requests;
        this.method = method;
        this.params = params;
        this.timeout = timeout;
        this.deadline = deadline;
    }

    /** The answer, which has been decoded as the method's result type. */
    @SuppressWarnings("unchecked")
    void answer(@Nullable Object result) {
        super.complete((R) result);
    }

    /** The end of it without a result. */
    void refuse(Throwable failure) {
        super.completeExceptionally(failure);
    }

    // Whoever completes it from outside does not want the answer any more.

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        requests.forget(this);
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean complete(R value) {
        requests.forget(this);
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        requests.forget(this);
        return super.completeExceptionally(failure);
    }
}

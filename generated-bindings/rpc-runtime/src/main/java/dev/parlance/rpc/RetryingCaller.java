package dev.parlance.rpc;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request again when the other end refuses it as overload. Only that error: the request has had no effect then.
 *
 * <pre>{@code
 * Caller caller = new RetryingCaller(peer, RetryPolicy.defaults(), Dialect.Codes.standard().overload());
 * }</pre>
 */
public final class RetryingCaller implements Caller {
    private final Caller caller;
    private final RetryPolicy policy;
    private final int overload;
    private final RandomGenerator random;
    private final Scheduler scheduler;

    /** Runs something later. */
    @FunctionalInterface
    public interface Scheduler {
        /** Runs the action once after the delay, on any thread. */
        void schedule(Runnable action, Duration delay);
    }

    /** Waits by the shared timer. */
    public RetryingCaller(Caller caller, RetryPolicy policy, int overload) {
        // Sending may wait for the other end, which the timer must not.
        this(
                caller,
                policy,
                overload,
                new java.util.Random(),
                (action, delay) -> SharedTimer.after(delay.toNanos(), () -> Threads.start("retry", action)));
    }

    /** With dice and a clock of the caller's. */
    public RetryingCaller(
            Caller caller, RetryPolicy policy, int overload, RandomGenerator random, Scheduler scheduler) {
        this.caller = Objects.requireNonNull(caller);
        this.policy = Objects.requireNonNull(policy);
        this.overload = overload;
        this.random = Objects.requireNonNull(random);
        this.scheduler = Objects.requireNonNull(scheduler);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Fails with the last refusal when no attempts are left. Cancelling it cancels the attempt in flight.
     */
    @Override
    public <P, R> CompletableFuture<R> request(Method<P, R> method, @Nullable P params) {
        CompletableFuture<R> first = caller.request(method, params);
        // Made by the caller's own future, which may know threads that must not wait for it.
        Retried<P, R> retried = new Retried<>(method, params, first.newIncompleteFuture());
        retried.await(first);
        return retried.answer;
    }

    @Override
    public <P> void notify(Method<P, Void> method, @Nullable P params) {
        caller.notify(method, params);
    }

    /** One request through all its attempts. */
    private final class Retried<P, R> implements Runnable {
        private final Method<P, R> method;
        private final @Nullable P params;
        private final CompletableFuture<R> answer;
        private int attempt;
        private volatile @Nullable CompletableFuture<R> current;

        Retried(Method<P, R> method, @Nullable P params, CompletableFuture<R> answer) {
            this.method = method;
            this.params = params;
            this.answer = answer;
            CompletableFuture<?> unused = answer.whenComplete((result, failure) -> {
                CompletableFuture<R> sent = current;
                if (answer.isCancelled() && sent != null) {
                    sent.cancel(false);
                }
            });
        }

        @Override
        public void run() {
            if (!answer.isDone()) {
                await(caller.request(method, params));
            }
        }

        void await(CompletableFuture<R> sent) {
            attempt++;
            current = sent;
            if (answer.isCancelled()) {
                sent.cancel(false);
            }
            CompletableFuture<?> unused = sent.whenComplete(this::attempted);
        }

        private void attempted(@Nullable R result, @Nullable Throwable thrown) {
            if (thrown == null) {
                answer.complete(result);
                return;
            }
            Throwable failure =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            if (failure instanceof RpcException refusal && refusal.code() == overload && attempt < policy.attempts()) {
                scheduler.schedule(this, policy.delay(attempt, random));
            } else {
                answer.completeExceptionally(failure);
            }
        }
    }
}

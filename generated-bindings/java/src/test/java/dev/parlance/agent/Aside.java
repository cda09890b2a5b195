package dev.parlance.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work on a thread of its own, of which a test can tell that it waits. */
final class Aside<T> {
    /** Far more than anything takes; a test that gets there has failed. Seconds. */
    static final long LONG = 30;

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;

    private Aside(Callable<T> work) {
        thread = new Thread(
                () -> {
                    try {
                        outcome.complete(work.call());
                    } catch (Throwable e) {
                        outcome.completeExceptionally(e);
                    }
                },
                "aside");
        thread.setDaemon(true);
        thread.start();
    }

    static <T> Aside<T> call(Callable<T> work) {
        return new Aside<>(work);
    }

    static Aside<@Nullable Void> run(Runnable work) {
        return new Aside<>(() -> {
            work.run();
            return null;
        });
    }

    /** Returns once the work waits for something, or is over. */
    void awaitWaiting() {
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING
                && !outcome.isDone()) {
            Thread.onSpinWait();
        }
    }

    boolean isDone() {
        return outcome.isDone();
    }

    void interrupt() {
        thread.interrupt();
    }

    T get() {
        return Aside.get(outcome);
    }

    /** What it comes to, or what it fails with. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(LONG, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing came", e);
        }
    }
}

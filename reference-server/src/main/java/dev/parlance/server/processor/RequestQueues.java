package dev.parlance.server.processor;

import dev.parlance.rpc.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs requests off the reading threads: those of one key one after the other, in the order they came, all others beside
 * them. Bounded by what connections may have unanswered.
 */
final class RequestQueues {
    private static final Logger LOG = LoggerFactory.getLogger(RequestQueues.class);

    /** What the handler that runs on this thread wants done after its answer. */
    private static final ThreadLocal<@Nullable List<Runnable>> AFTER = new ThreadLocal<>();

    private final Executor executor;
    /** Waiting work by key; a key is present while its queue is being worked off. Guarded by itself. */
    private final Map<Object, ArrayDeque<Runnable>> queues = new HashMap<>();

    RequestQueues(Executor executor) {
        this.executor = executor;
    }

    /**
     * For handlers: runs a task when the answer to the request they are handling has been sent, so that nothing it sends can
     * overtake it. Not run where the request is refused.
     */
    static Executor afterAnswer() {
        return task -> {
            List<Runnable> after = AFTER.get();
            if (after == null) {
                throw new IllegalStateException("no request is being handled on this thread");
            }
            after.add(task);
        };
    }

    /** Runs the handler when those of its key before it have ended. */
    <R> CompletableFuture<R> ordered(Object key, Supplier<CompletableFuture<R>> handler) {
        return Answer.by(answer -> add(key, () -> run(handler, answer)));
    }

    /** Runs the handler beside all others. */
    <R> CompletableFuture<R> beside(Supplier<CompletableFuture<R>> handler) {
        return Answer.by(answer -> executor.execute(() -> run(handler, answer)));
    }

    private static <R> void run(Supplier<CompletableFuture<R>> handler, CompletableFuture<R> answer) {
        List<Runnable> after = new ArrayList<>(1);
        AFTER.set(after);
        try {
            answer(handler, answer);
        } finally {
            AFTER.remove();
        }
        for (Runnable task : after) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("what follows an answer failed", e);
            }
        }
    }

    private static <R> void answer(Supplier<CompletableFuture<R>> handler, CompletableFuture<R> answer) {
        CompletableFuture<R> result;
        try {
            result = handler.get();
        } catch (RuntimeException | Error e) {
            forget();
            answer.completeExceptionally(e);
            return;
        }
        CompletableFuture<R> unused = result.whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
    }

    private static void forget() {
        List<Runnable> after = AFTER.get();
        if (after != null) {
            after.clear();
        }
    }

    private void add(Object key, Runnable task) {
        synchronized (queues) {
            ArrayDeque<Runnable> queue = queues.get(key);
            if (queue != null) {
                queue.add(task);
                return;
            }
            queues.put(key, new ArrayDeque<>());
        }
        executor.execute(() -> workOff(key, task));
    }

    private void workOff(Object key, Runnable first) {
        Runnable task = first;
        while (task != null) {
            task.run();
            synchronized (queues) {
                ArrayDeque<Runnable> queue = queues.get(key);
                task = queue == null ? null : queue.poll();
                if (task == null) {
                    queues.remove(key);
                }
            }
        }
    }
}

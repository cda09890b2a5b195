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

    /** The request that this thread handles. */
    private static final ThreadLocal<@Nullable Handling> HANDLING = new ThreadLocal<>();

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
        return task -> handling().after.add(task);
    }

    /**
     * For handlers: has requests of a new key wait until the request being handled is answered, and what follows the answer
     * is done. A client may use what an answer tells it before others have heard of it.
     */
    static void hold(Object key) {
        Handling handling = handling();
        handling.queues.reserve(key);
        handling.held.add(key);
    }

    private static Handling handling() {
        Handling handling = HANDLING.get();
        if (handling == null) {
            throw new IllegalStateException("no request is being handled on this thread");
        }
        return handling;
    }

    /** What a handler wants done when it has returned. */
    private static final class Handling {
        final RequestQueues queues;
        final List<Runnable> after = new ArrayList<>(1);
        final List<Object> held = new ArrayList<>(0);

        Handling(RequestQueues queues) {
            this.queues = queues;
        }
    }

    /** Runs the handler when those of its key before it have ended. */
    <R> CompletableFuture<R> ordered(Object key, Supplier<CompletableFuture<R>> handler) {
        return Answer.by(answer -> add(key, () -> run(handler, answer)));
    }

    /** Runs the handler beside all others. */
    <R> CompletableFuture<R> beside(Supplier<CompletableFuture<R>> handler) {
        return Answer.by(answer -> executor.execute(() -> run(handler, answer)));
    }

    private <R> void run(Supplier<CompletableFuture<R>> handler, CompletableFuture<R> answer) {
        Handling handling = new Handling(this);
        HANDLING.set(handling);
        try {
            answer(handler, answer);
        } finally {
            HANDLING.remove();
        }
        for (Runnable task : handling.after) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("what follows an answer failed", e);
            }
        }
        for (Object key : handling.held) {
            executor.execute(() -> workOff(key, next(key)));
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
        Handling handling = HANDLING.get();
        if (handling != null) {
            handling.after.clear();
        }
    }

    private void reserve(Object key) {
        synchronized (queues) {
            queues.computeIfAbsent(key, any -> new ArrayDeque<>());
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

    private void workOff(Object key, @Nullable Runnable first) {
        for (Runnable task = first; task != null; task = next(key)) {
            task.run();
        }
    }

    /** The next of that key; null where there is none, and the key is free. */
    private @Nullable Runnable next(Object key) {
        synchronized (queues) {
            ArrayDeque<Runnable> queue = queues.get(key);
            Runnable task = queue == null ? null : queue.poll();
            if (task == null) {
                queues.remove(key);
            }
            return task;
        }
    }
}

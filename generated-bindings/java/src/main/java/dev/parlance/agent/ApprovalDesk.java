package dev.parlance.agent;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the user's {@link Approvals} on threads of their own and withdraws a question that was resolved elsewhere. A
 * question that fails, or that finds no free thread, is answered by its default, which declines.
 */
final class ApprovalDesk implements AutoCloseable {
    /** More questions at once than any user answers; hostile servers get defaults beyond it. */
    private static final int MOST_QUESTIONS = 64;

    private final Map<Object, Question> open = new ConcurrentHashMap<>();
    private final Consumer<String> diagnostics;
    private final ThreadPoolExecutor threads;

    private record Question(CompletableFuture<?> answer, Future<?> work) {}

    ApprovalDesk(Consumer<String> diagnostics) {
        this.diagnostics = diagnostics;
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MOST_QUESTIONS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "parlance-approval-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Asks a question.
     *
     * @param requestId of the server's request: what it is withdrawn by
     * @return completes with the answer; is cancelled when the question is withdrawn, so that nothing is answered late
     */
    <R> CompletableFuture<R> ask(Object requestId, Supplier<R> question, Supplier<R> ifItFails) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        var unused = answer.whenComplete((r, e) -> open.remove(requestId));
        try {
            Future<?> work = threads.submit(() -> answer(answer, question, ifItFails));
            open.put(requestId, new Question(answer, work));
            if (answer.isDone()) {
                open.remove(requestId);
            }
        } catch (RejectedExecutionException e) {
            diagnostics.accept("more than " + MOST_QUESTIONS + " approvals at once, or closed: declined");
            answer.complete(ifItFails.get());
        }
        return answer;
    }

    /** The question was resolved, by us or by somebody else. */
    void resolved(Object requestId) {
        Question question = open.remove(requestId);
        if (question != null && question.answer().cancel(false)) {
            question.work().cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Errors too: a failed assertion in a callback must not leave the server waiting. */
    private <R> void answer(CompletableFuture<R> answer, Supplier<R> question, Supplier<R> ifItFails) {
        R given;
        Throwable failure = null;
        try {
            given = Objects.requireNonNull(question.get(), "it returned null");
        } catch (Throwable e) {
            given = ifItFails.get();
            failure = e;
        }
        if (answer.complete(given) && failure != null) {
            diagnostics.accept("an approval callback failed, declined: " + failure);
        }
    }
}

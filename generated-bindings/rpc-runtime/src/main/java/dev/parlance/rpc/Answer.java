package dev.parlance.rpc;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a handler returns that goes on sending after its answer, such as a notification of what the answer announces: the
 * work begins only when the peer is ready to send the answer, so {@link #complete} has sent it when it returns.
 *
 * <pre>{@code
 * onRequest(TURN_START, params -> Answer.by(answer -> executor.execute(() -> {
 *     answer.complete(new TurnStartResponse(turn));
 *     client.turnStarted(...);                 // cannot overtake the answer
 * })));
 * }</pre>
 *
 * <p>With an ordinary future there is no telling: completed by another thread before the handler has returned it, it is
 * answered by the reading thread, some time later.
 */
public final class Answer<R> extends CompletableFuture<R> {
    private final AtomicReference<@Nullable Work<R>> work;

    /** Brings about the answer, at once or later, on this thread or another. */
    @FunctionalInterface
    public interface Work<R> {
        /** Called once, on the reading thread; must not block. */
        void begin(Answer<R> answer);
    }

    private Answer(Work<R> work) {
        this.work = new AtomicReference<>(Objects.requireNonNull(work));
    }

    /** An answer that the work completes. */
    public static <R> Answer<R> by(Work<R> work) {
        return new Answer<>(work);
    }

    /** Begins the work, once; what it throws becomes the answer. */
    @SuppressWarnings("CatchingUnchecked")
    void begin() {
        Work<R> once = work.getAndSet(null);
        if (once != null) {
            try {
                once.begin(this);
            } catch (RuntimeException | Error e) {
                completeExceptionally(e);
            }
        }
    }
}

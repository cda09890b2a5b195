package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.RequestId;
import dev.parlance.agent.protocol.ServerRequestResolvedNotification;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One question to all subscribers of a thread. The first answer of whatever kind settles it; an answer that is an error,
 * or does not fit, settles it without a decision. A connection that is lost has not answered. Thread-safe.
 */
final class Question<P, R> {
    private final String threadId;
    private final Method<P, R> method;
    private final P params;
    private final P plainParams;
    private final CompletableFuture<Optional<R>> outcome = new CompletableFuture<>();
    /** Guarded by this. */
    private final Map<Subscriber, CompletableFuture<R>> asked = new LinkedHashMap<>();

    private boolean settled;

    /** @param plainParams for subscribers that have not opted in to what is experimental */
    Question(String threadId, Method<P, R> method, P params, P plainParams) {
        this.threadId = threadId;
        this.method = method;
        this.params = params;
        this.plainParams = plainParams;
    }

    /** Asks once, however often this is called. */
    void askOf(Subscriber subscriber) {
        CompletableFuture<R> answer;
        synchronized (this) {
            if (settled || asked.containsKey(subscriber)) {
                return;
            }
            answer = subscriber.ask(method, subscriber.experimental() ? params : plainParams);
            asked.put(subscriber, answer);
        }
        CompletableFuture<R> unused = answer.whenComplete((result, failure) -> answered(result, failure));
    }

    private void answered(@Nullable R result, @Nullable Throwable failure) {
        if (failure instanceof ConnectionClosedException
                || failure instanceof java.util.concurrent.CancellationException) {
            return;
        }
        outcome.complete(Optional.ofNullable(failure == null ? result : null));
    }

    /** Nobody's answer counts any more. */
    void interrupt() {
        outcome.completeExceptionally(new InterruptedException("the turn was interrupted"));
    }

    Optional<R> await(Duration deadline) throws InterruptedException {
        try {
            return outcome.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            outcome.complete(Optional.empty());
            return outcome.getNow(Optional.empty());
        } catch (ExecutionException e) {
            throw new InterruptedException(
                    e.getCause() == null ? "interrupted" : e.getCause().getMessage());
        }
    }

    /** It is over: what is still asked is withdrawn, and everyone who was asked is told. */
    void settle(Collection<Subscriber> subscribers) {
        Map<Subscriber, CompletableFuture<R>> all;
        synchronized (this) {
            settled = true;
            all = new LinkedHashMap<>(asked);
            asked.clear();
        }
        all.keySet().retainAll(subscribers);
        all.forEach(this::resolve);
    }

    /** A subscriber leaves; it need not answer. */
    void takeBack(Subscriber subscriber) {
        CompletableFuture<R> answer;
        synchronized (this) {
            answer = asked.remove(subscriber);
        }
        if (answer != null) {
            resolve(subscriber, answer);
        }
    }

    private void resolve(Subscriber subscriber, CompletableFuture<R> answer) {
        long id = subscriber.idOf(answer);
        answer.cancel(false);
        if (id != 0) {
            subscriber.tell(
                    AgentMethods.SERVER_REQUEST_RESOLVED,
                    new ServerRequestResolvedNotification(RequestId.of(id), threadId, Map.of()));
        }
    }
}

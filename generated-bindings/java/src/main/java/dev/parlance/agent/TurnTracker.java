package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.agent.protocol.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one turn: fed by the reading thread, read by the {@link RunningTurn}. Events may come before the answer
 * that tells the turn's id, so they are kept until the id is known, and those of other turns are dropped.
 */
final class TurnTracker {
    private record Early(String turnId, TurnEvent event) {}

    private final TurnEvents events = new TurnEvents();
    private final TurnOptions options;
    private final Approvals approvals;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
    private final CompletableFuture<Turn> ended = new CompletableFuture<>();
    private final List<Early> early = new ArrayList<>();
    private final List<ThreadItem> items = new ArrayList<>();
    private volatile @Nullable String id;
    private volatile long heardAt = startedAt;
    private final AtomicInteger questions = new AtomicInteger();
    private String finalMessage = "";
    private @Nullable ThreadTokenUsage usage;

    TurnTracker(TurnOptions options, Approvals approvals) {
        this.options = options;
        this.approvals = approvals;
    }

    Approvals approvals() {
        return approvals;
    }

    CompletableFuture<@Nullable Void> started() {
        return started;
    }

    CompletableFuture<Turn> ended() {
        return ended;
    }

    String id() {
        String known = id;
        if (known == null) {
            throw new IllegalStateException("the turn has no id before the server has answered");
        }
        return known;
    }

    /** The answer to turn/start told the id: what came early and is of this turn counts now. */
    synchronized void identify(String turnId) {
        id = turnId;
        for (Early one : early) {
            if (one.turnId().equals(turnId)) {
                take(one.event());
            }
        }
        early.clear();
    }

    /** An event of some turn of this thread. */
    synchronized void accept(String turnId, TurnEvent event) {
        if (id == null) {
            keep(new Early(turnId, event));
        } else if (turnId.equals(id)) {
            take(event);
        }
    }

    private void keep(Early event) {
        if (early.size() >= TurnEvents.MOST_EVENTS) {
            early.clear();
            fail(new IllegalStateException(
                    "more than " + TurnEvents.MOST_EVENTS + " events came before the server answered turn/start"));
        } else if (!ended.isDone()) {
            early.add(event);
        }
    }

    /** True where a question is this turn's; a question without a turn is the running one's. */
    boolean asks(@Nullable String turnId) {
        String known = id;
        return !ended.isDone() && (turnId == null || known == null || turnId.equals(known));
    }

    /** The turn will not end any more. */
    synchronized void fail(RuntimeException cause) {
        events.fail(cause);
        ended.completeExceptionally(cause);
    }

    /** While a question is open the turn may be silent. */
    void questions(int change) {
        questions.addAndGet(change);
        heardAt = System.nanoTime();
        events.deadlineChanged();
    }

    /** The next event; null after the last. */
    @Nullable
    TurnEvent next() {
        try {
            return events.next(new Patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }

    /** What was collected; the turn has ended. */
    synchronized TurnResult result() {
        return new TurnResult(ended.join(), items, finalMessage, usage);
    }

    private void take(TurnEvent event) {
        if (ended.isDone()) {
            // A command that outlives its turn is completed after it: the result must not depend on when it is read.
            return;
        }
        heardAt = System.nanoTime();
        if (event instanceof TurnEvent.Started) {
            started.complete(null);
        } else if (event instanceof TurnEvent.ItemCompleted completed) {
            items.add(completed.item());
            if (completed.item() instanceof AgentMessageThreadItem message) {
                finalMessage = message.text();
            }
        } else if (event instanceof TurnEvent.UsageUpdated updated) {
            usage = updated.usage();
        }
        if (event instanceof TurnEvent.Completed completed) {
            // First, since whoever reads the last event may start the next turn at once.
            ended.complete(completed.turn());
        }
        events.add(event);
    }

    /** Ends the waiting at the deadline, or after too long a silence. Takes no lock: the queue's is held. */
    private final class Patience implements TurnEvents.Deadline {
        @Override
        public Duration left() {
            Duration left = remaining(startedAt, options.deadline());
            if (questions.get() > 0) {
                return left;
            }
            Duration quiet = remaining(heardAt, options.silence());
            return quiet.compareTo(left) < 0 ? quiet : left;
        }

        @Override
        public String message() {
            boolean late = remaining(startedAt, options.deadline()).isNegative();
            return late
                    ? "the turn " + id() + " did not end within " + options.deadline()
                    : "nothing was heard of the turn " + id() + " for " + options.silence();
        }

        private Duration remaining(long since, Duration limit) {
            return limit.minusNanos(System.nanoTime() - since);
        }
    }
}

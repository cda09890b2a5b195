package dev.parlance.agent;

import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnInterruptParams;
import dev.parlance.agent.protocol.TurnInterruptResponse;
import dev.parlance.agent.protocol.TurnSteerParams;
import dev.parlance.agent.protocol.UserInput;
import dev.parlance.rpc.RpcException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A turn that runs: its events, its end, and the ways to influence it. One thread reads the events; any thread may steer
 * and interrupt. Closing it interrupts a turn that still runs.
 *
 * <pre>{@code
 * try (RunningTurn turn = conversation.run("fix the failing test", approvals)) {
 *     for (TurnEvent event : turn) { show(event); }
 *     System.out.println(turn.result().finalMessage());
 * }
 * }</pre>
 */
public final class RunningTurn implements Iterable<TurnEvent>, AutoCloseable {
    /** A server answers an interrupt at once, and ends the turn soon after. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Conversation conversation;
    private final TurnTracker tracker;

    RunningTurn(Conversation conversation, TurnTracker tracker) {
        this.conversation = conversation;
        this.tracker = tracker;
    }

    /** The turn's id. */
    public String id() {
        return tracker.id();
    }

    /**
     * The events, each given once; the iterator waits for the next and ends after {@link TurnEvent.Completed}.
     * {@link Iterator#hasNext()} throws {@link TurnTimeoutException} if the turn is silent for too long or over its
     * deadline, and {@link dev.parlance.rpc.ConnectionClosedException} if the connection ends first. A thread that is
     * interrupted while it waits gets a {@link CallInterruptedException}.
     */
    @Override
    public Iterator<TurnEvent> iterator() {
        return new Iterator<>() {
            private @Nullable TurnEvent next;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    next = read();
                }
                return next != null;
            }

            @Override
            public TurnEvent next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException("the turn has ended");
                }
                TurnEvent event = next;
                next = null;
                return event;
            }
        };
    }

    private @Nullable TurnEvent read() {
        conversation.agent().checkMayWait();
        return tracker.next();
    }

    /**
     * How the turn ended; waits for the end, and drops the events that were not read. Also an interrupted or a failed turn
     * has a result: see {@link TurnResult#succeeded()}. Throws what {@link #iterator()} throws.
     */
    public TurnResult result() {
        while (read() != null) {
            // dropped: the result is collected as the events come in
        }
        return tracker.result();
    }

    /**
     * Adds to the input of the running turn.
     *
     * @throws RpcException if the turn has ended or takes no input
     */
    public void steer(String text) {
        steer(List.of(Conversation.text(text)));
    }

    /**
     * Adds to the input of the running turn.
     *
     * @throws RpcException if the turn has ended or takes no input
     */
    public void steer(List<UserInput> input) {
        conversation.agent().checkMayWait();
        Calls.await(conversation
                .agent()
                .server()
                .turn()
                .steer(TurnSteerParams.builder()
                        .threadId(conversation.id())
                        .expectedTurnId(id())
                        .input(input)
                        .build()));
    }

    /**
     * Asks the server to stop the turn; its events go on until {@link TurnEvent.Completed}. Returns when the server has
     * agreed, or the turn ended by itself.
     *
     * @throws RpcException if the server refuses and the turn goes on
     */
    public void interrupt() {
        if (!mayBeInterrupted()) {
            return;
        }
        try {
            Calls.await(askToStop());
        } catch (RpcException e) {
            // A turn that ends while we ask is refused before its end is announced.
            if (!Calls.awaitQuietly(tracker.ended(), Duration.ofSeconds(2))) {
                throw e;
            }
        }
    }

    /** Waits for turn/started: the real server (0.169.0) refuses an interrupt between the answer to turn/start and it. */
    private boolean mayBeInterrupted() {
        conversation.agent().checkMayWait();
        Calls.awaitQuietly(CompletableFuture.anyOf(tracker.started(), tracker.ended()), GRACE);
        return !tracker.ended().isDone();
    }

    private CompletableFuture<TurnInterruptResponse> askToStop() {
        return conversation
                .agent()
                .server()
                .turn()
                .interrupt(TurnInterruptParams.builder()
                        .threadId(conversation.id())
                        .turnId(id())
                        .build());
    }

    /** The turn as announced at its end; null while it runs, and for ever where the connection ended before it. */
    public @Nullable Turn ended() {
        CompletableFuture<Turn> end = tracker.ended();
        return end.isCompletedExceptionally() ? null : end.getNow(null);
    }

    /** Interrupts the turn if it still runs, and waits at most half a minute for its end, also if the server hangs. */
    @Override
    public void close() {
        if (tracker.ended().isDone()) {
            return;
        }
        try {
            if (mayBeInterrupted()
                    && !(Calls.awaitQuietly(askToStop(), GRACE) && Calls.awaitQuietly(tracker.ended(), GRACE))) {
                conversation.agent().diagnostics().accept("the turn " + id() + " was not interrupted in time");
            }
        } catch (RuntimeException e) {
            String why = "the turn " + id() + " could not be interrupted: " + e.getMessage();
            conversation.agent().diagnostics().accept(why);
        } finally {
            conversation.forget(tracker);
        }
    }
}

package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.ThreadForkParams;
import dev.parlance.agent.protocol.ThreadUnsubscribeParams;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.UserInput;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.RpcException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the server that this client follows. Runs one turn at a time. Closing it ends the subscription; the thread
 * stays on the server and can be resumed.
 *
 * <pre>{@code
 * try (Conversation conversation = agent.startThread(Path.of("."))) {
 *     TurnResult result = conversation.run("What is in this folder?").result();
 * }
 * }</pre>
 */
public final class Conversation implements AutoCloseable {
    private final Agent agent;
    private final AgentThread thread;
    private final AtomicReference<@Nullable TurnTracker> current = new AtomicReference<>();

    Conversation(Agent agent, AgentThread thread) {
        this.agent = agent;
        this.thread = thread;
    }

    /** The thread's id, to resume it with later. */
    public String id() {
        return thread.id();
    }

    /** The thread as it was when this conversation was opened. */
    public AgentThread thread() {
        return thread;
    }

    /** The agent it is held with. */
    public Agent agent() {
        return agent;
    }

    /** Runs a turn on a text; what the server asks is declined. */
    public RunningTurn run(String prompt) {
        return run(prompt, agent.approvals());
    }

    /** Runs a turn on a text. */
    public RunningTurn run(String prompt, Approvals approvals) {
        return run(prompt, approvals, TurnOptions.DEFAULT);
    }

    /** Runs a turn on a text, with limits of time. */
    public RunningTurn run(String prompt, Approvals approvals, TurnOptions options) {
        return run(
                TurnStartParams.builder()
                        .threadId(id())
                        .input(List.of(text(prompt)))
                        .build(),
                approvals,
                options);
    }

    /**
     * Runs a turn with all the settings the protocol has; returns when the server has accepted it.
     *
     * @param params of this thread
     * @throws IllegalStateException if a turn of this conversation still runs; steer that one, or read it to its end
     * @throws RpcException if the server refuses
     * @throws ConnectionClosedException if the connection ends first
     */
    public RunningTurn run(TurnStartParams params, Approvals approvals, TurnOptions options) {
        agent.checkMayWait();
        if (!params.threadId().equals(id())) {
            throw new IllegalArgumentException("the params are for the thread " + params.threadId() + ", not " + id());
        }
        TurnTracker tracker = new TurnTracker(options, approvals);
        TurnTracker running = current.get();
        boolean free = running == null || running.ended().isDone();
        if (!free || !current.compareAndSet(running, tracker)) {
            throw new IllegalStateException(
                    "a turn of thread " + id() + " is running; steer it, interrupt it, or read it to its end");
        }
        try {
            Calls.await(agent.server()
                    .turn()
                    .start(params)
                    .thenAccept(answer -> tracker.identify(answer.turn().id())));
        } catch (RuntimeException e) {
            forget(tracker);
            throw e;
        }
        return new RunningTurn(this, tracker);
    }

    /** Copies the thread with its history into a new one. */
    public Conversation fork() {
        return agent.forkThread(ThreadForkParams.builder().threadId(id()).build());
    }

    /** Ends the subscription; a turn that runs goes on without us, and reading its events fails. */
    @Override
    public void close() {
        agent.checkMayWait();
        agent.forget(this);
        TurnTracker tracker = current.get();
        if (tracker != null) {
            tracker.fail(new IllegalStateException("the conversation " + id() + " was closed while a turn of it ran"));
        }
        if (agent.isClosed()) {
            return;
        }
        try {
            Calls.await(agent.server()
                    .thread()
                    .unsubscribe(
                            ThreadUnsubscribeParams.builder().threadId(id()).build()));
        } catch (ConnectionClosedException e) {
            // The subscription has ended with the connection.
        }
    }

    /** A text as the protocol's user input. */
    static UserInput text(String text) {
        return TextUserInput.builder().text(text).build();
    }

    /** The turn that events go to: the last one; null before the first. */
    @Nullable
    TurnTracker current() {
        return current.get();
    }

    void forget(TurnTracker tracker) {
        current.compareAndSet(tracker, null);
    }

    void connectionClosed(ConnectionClosedException cause) {
        TurnTracker tracker = current.get();
        if (tracker != null) {
            tracker.fail(cause);
        }
    }
}

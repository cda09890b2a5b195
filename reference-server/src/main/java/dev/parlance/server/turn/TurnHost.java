package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.server.store.TurnLog;

/** What a turn needs of the thread it runs in. */
public interface TurnHost {
    /** The thread's id. */
    String threadId();

    /** Where the thread is stored. */
    TurnLog log();

    /** True where the thread has an item of that id already, or it cannot be told. */
    boolean hasItem(String itemId);

    /** Its subscribers. */
    AgentClient audience();

    /** What the model has seen so far. */
    ModelContext context();

    /** Tokens used so far. */
    TokenMeter tokens();

    /** What was allowed for the session. */
    SessionGrants grants();

    /** The way to ask the user, for one turn. */
    ApprovalDesk approvals(TurnRunner turn);

    /** The turn has begun: the thread is active. */
    void turnBegun(TurnRunner turn);

    /**
     * The turn's last item has been sent: the thread is idle again.
     *
     * @param failed true where an error ended it
     */
    void turnEnding(TurnRunner turn, boolean failed);

    /** {@code turn/completed} has been sent: the next turn may begin. */
    void turnEnded(TurnRunner turn);
}

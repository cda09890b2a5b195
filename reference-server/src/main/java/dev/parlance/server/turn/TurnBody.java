package dev.parlance.server.turn;

import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.server.model.ModelException;

/** What happens in a turn between its beginning and its end. One instance a turn. */
public interface TurnBody {
    /**
     * Does it, and returns when the turn is complete.
     *
     * @throws ModelException if the model failed: the turn ends as failed
     * @throws InterruptedException if the turn was interrupted
     */
    void run(TurnRunner turn) throws ModelException, InterruptedException;

    /**
     * Takes further input.
     *
     * @return false where it takes none, or not any more
     */
    default boolean steer(TurnInput input) {
        return false;
    }

    /**
     * Has something else done while it runs.
     *
     * @return false where it takes nothing, or not any more
     */
    default boolean add(TurnStep step) {
        return false;
    }

    /** The turn is over; what is to be kept of its end is stored now. */
    default void ended(TurnRunner turn, TurnStatus status) {}
}

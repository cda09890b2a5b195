package dev.parlance.server.turn;

/** Something that is done within a turn, on its own thread. */
@FunctionalInterface
public interface TurnStep {
    /**
     * Does it.
     *
     * @throws InterruptedException if the turn was interrupted
     */
    void perform(TurnRunner turn) throws InterruptedException;
}

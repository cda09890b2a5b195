package dev.parlance.server.turn;

/** The user cancelled the turn by answering an approval: the turn ends as interrupted, without another model request. */
public final class TurnCancelledException extends RuntimeException {
    /** Cancelled. */
    public TurnCancelledException() {
        super("the user cancelled the turn", null, false, false);
    }
}

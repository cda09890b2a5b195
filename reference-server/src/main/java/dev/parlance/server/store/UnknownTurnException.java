package dev.parlance.server.store;

/** The thread has no turn of that id. */
public class UnknownTurnException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String turnId;

    /** For that id. */
    public UnknownTurnException(String turnId) {
        super(Reason.UNKNOWN, "turn not found: " + turnId);
        this.turnId = turnId;
    }

    /** The id asked for. */
    public String turnId() {
        return turnId;
    }
}

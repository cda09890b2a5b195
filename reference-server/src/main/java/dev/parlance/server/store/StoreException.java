package dev.parlance.server.store;

/**
 * The store could not do what was asked; whatever it held before it still holds. The text is for people and says what
 * to do, but may name files: log it, and tell clients {@link Reason#forClients()}.
 *
 * <pre>{@code
 * catch (StoreException e) {
 *     log.error("cannot store the item", e);
 *     throw AgentErrors.internalError(e.reason().forClients());
 * }
 * }</pre>
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What went wrong, in a form programs can tell apart. */
    public enum Reason {
        /** Another process kept the database busy for longer than the store waits. */
        LOCKED("the thread store is busy; try again"),
        /** No room on the disk. */
        FULL("the disk that holds the thread store is full"),
        /** The file is no database, or is broken. */
        DAMAGED("the thread store is damaged; the server's log names the file"),
        /** Written by a later release. */
        NEWER("the thread store was written by a newer release of this server"),
        /** The file or its folder cannot be opened or written. */
        READ_ONLY("the thread store cannot be opened or written"),
        /** The thread, the turn or the place in it is not there. */
        UNKNOWN("not in the thread store"),
        /** The claim on the thread was given back, or another has it. */
        CLAIM("the thread is not held by this server"),
        /** Anything else. */
        OTHER("the thread store failed; the server's log says how");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** A sentence without file names. */
        public String forClients() {
            return text;
        }
    }

    /** A failure without a cause. */
    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A failure of the database or the file system. */
    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Which kind of failure it is. */
    public Reason reason() {
        return reason;
    }
}

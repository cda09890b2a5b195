package dev.parlance.server.store;

/** No thread of that id is stored. */
public class UnknownThreadException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String threadId;

    /** For that id. */
    public UnknownThreadException(String threadId) {
        super(Reason.UNKNOWN, "no stored thread " + threadId);
        this.threadId = threadId;
    }

    /** The id asked for. */
    public String threadId() {
        return threadId;
    }
}

package dev.parlance.server.store;

/** The thread is claimed already: by another process on this home folder, or elsewhere in this one. */
public class ThreadBusyException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** For the thread of that id. The text is the one clients know. */
    public ThreadBusyException(String threadId) {
        super(Reason.CLAIM, "thread " + threadId + " already has an active writer");
    }
}

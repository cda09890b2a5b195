package dev.parlance.agent;

/**
 * The thread was interrupted while it waited for the server. Its interrupt flag is set again.
 *
 * <pre>{@code
 * catch (CallInterruptedException e) { return; }
 * }</pre>
 */
public final class CallInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallInterruptedException(InterruptedException cause) {
        super("interrupted while waiting for the server", cause);
    }
}

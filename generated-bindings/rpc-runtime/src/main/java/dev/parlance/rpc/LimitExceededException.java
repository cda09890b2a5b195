package dev.parlance.rpc;

/**
 * A bound of {@link Limits} on this side was reached; nothing was sent, and the connection lives. The message names the
 * bound.
 *
 * <pre>{@code
 * catch (LimitExceededException e) { shedLoad(); }
 * }</pre>
 */
public class LimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The bound and what to do about it. */
    public LimitExceededException(String message) {
        super(message);
    }
}

package dev.parlance.agent;

/**
 * A turn did not end in time, or nothing was heard of it for too long; see {@link TurnOptions}. The turn may still run:
 * closing the {@link RunningTurn} interrupts it.
 *
 * <pre>{@code
 * catch (TurnTimeoutException e) { System.err.println(e.getMessage()); }
 * }</pre>
 */
public final class TurnTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TurnTimeoutException(String message) {
        super(message);
    }
}

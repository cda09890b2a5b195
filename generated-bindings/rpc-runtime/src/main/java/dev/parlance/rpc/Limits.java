package dev.parlance.rpc;

import java.time.Duration;

/**
 * What one connection may use. Over a bound the message, the call or the request is refused with a clear error, and the
 * connection lives on; only an other end that reads nothing for {@link #stall()} loses it.
 *
 * <pre>{@code
 * Limits limits = Limits.defaults().withMessageBytes(1 << 20).withNesting(32);
 * }</pre>
 *
 * @param messageBytes longest message accepted, in bytes; a longer one is skipped
 * @param nesting deepest nesting of arrays and objects in a message accepted
 * @param queuedBytes bytes that may wait for an other end that does not read, in each direction
 * @param pendingRequests requests of ours that may be unanswered or wait for their turn
 * @param incomingRequests requests of the other end that may be unanswered; more are refused as overload
 * @param stall how long the other end may read nothing while something waits for it
 */
public record Limits(
        int messageBytes, int nesting, int queuedBytes, int pendingRequests, int incomingRequests, Duration stall) {

    private static final Limits DEFAULTS = new Limits(64 << 20, 128, 16 << 20, 10_000, 1_024, Duration.ofSeconds(60));

    /** Refuses what could never work. */
    public Limits {
        if (messageBytes < 2
                || nesting < 2
                || queuedBytes < 1
                || pendingRequests < 1
                || incomingRequests < 1
                || stall.isNegative()
                || stall.isZero()) {
            throw new IllegalArgumentException("limits have to be positive, messageBytes and nesting at least 2: "
                    + messageBytes + ", " + nesting + ", " + queuedBytes + ", " + pendingRequests + ", "
                    + incomingRequests + ", " + stall);
        }
    }

    /** 64 MiB a message, 128 levels, 16 MiB waiting, 10,000 requests out, 1,024 in, one minute without progress. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** The same with another {@link #messageBytes()}. */
    public Limits withMessageBytes(int value) {
        return new Limits(value, nesting, queuedBytes, pendingRequests, incomingRequests, stall);
    }

    /** The same with another {@link #nesting()}. */
    public Limits withNesting(int value) {
        return new Limits(messageBytes, value, queuedBytes, pendingRequests, incomingRequests, stall);
    }

    /** The same with another {@link #queuedBytes()}. */
    public Limits withQueuedBytes(int value) {
        return new Limits(messageBytes, nesting, value, pendingRequests, incomingRequests, stall);
    }

    /** The same with another {@link #pendingRequests()}. */
    public Limits withPendingRequests(int value) {
        return new Limits(messageBytes, nesting, queuedBytes, value, incomingRequests, stall);
    }

    /** The same with another {@link #incomingRequests()}. */
    public Limits withIncomingRequests(int value) {
        return new Limits(messageBytes, nesting, queuedBytes, pendingRequests, value, stall);
    }

    /** The same with another {@link #stall()}. */
    public Limits withStall(Duration value) {
        return new Limits(messageBytes, nesting, queuedBytes, pendingRequests, incomingRequests, value);
    }
}

package dev.parlance.server.store;

/**
 * Where a copy of a thread ends.
 *
 * @param kind what the turn means
 * @param turnId the turn; empty for {@link Kind#END}
 */
public record ForkPoint(Kind kind, String turnId) {
    /** What the turn of a fork point means. */
    public enum Kind {
        /** Everything is copied. */
        END,
        /** The turn is the last to be copied. */
        AFTER,
        /** The turn is the first not to be copied. */
        BEFORE
    }

    /** Copies everything. */
    public static ForkPoint end() {
        return new ForkPoint(Kind.END, "");
    }

    /** Copies up to that turn, and the turn itself. */
    public static ForkPoint after(String turnId) {
        return new ForkPoint(Kind.AFTER, turnId);
    }

    /** Copies up to that turn, but not the turn itself. */
    public static ForkPoint before(String turnId) {
        return new ForkPoint(Kind.BEFORE, turnId);
    }
}

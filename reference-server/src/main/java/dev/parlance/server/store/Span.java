package dev.parlance.server.store;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a thread's turns or items, and the order to read it in.
 *
 * @param ascending true for oldest first
 * @param start the ordinal it starts at; null for the end that comes first in this order
 * @param inclusive whether what stands at {@code start} belongs to it
 * @param limit most rows
 */
public record Span(boolean ascending, @Nullable Long start, boolean inclusive, int limit) {
    /** Everything, oldest first. */
    public static Span all() {
        return new Span(true, null, false, Integer.MAX_VALUE);
    }

    /** The same from the other end. */
    public Span newestFirst() {
        return new Span(false, start, inclusive, limit);
    }

    /** The same, but at most that many rows. */
    public Span limit(int rows) {
        return new Span(ascending, start, inclusive, rows);
    }

    /** The same from that ordinal on. */
    public Span from(long ordinal, boolean including) {
        return new Span(ascending, ordinal, including, limit);
    }
}

package dev.parlance.conformance.fuzz;

import java.time.Duration;

/**
 * How long and how much.
 *
 * <pre>{@code
 * new Limits(Duration.ofSeconds(20), Duration.ofSeconds(5), 2L << 30)
 * }</pre>
 *
 * @param answer how long an answer may take
 * @param turn how long the end of a turn is waited for; it is no failure if it does not come
 * @param residentBytes memory above which a subject counts as growing without bound
 */
public record Limits(Duration answer, Duration turn, long residentBytes) {
    /** Twenty seconds for an answer, two for a turn, 2 GiB. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(2), 2L << 30);
}

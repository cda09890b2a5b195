package dev.parlance.conformance.fuzz;

import java.time.Duration;

/**
 * How much of everything.
 *
 * <pre>{@code
 * new Sizes(80, 1 << 20, 1 << 17, 20, 150, Duration.ofSeconds(40))
 * }</pre>
 *
 * @param session how many steps one process sees
 * @param text longest text in bytes
 * @param depth deepest nesting
 * @param shrinks how many failures are shrunk
 * @param tries how many sequences are tried for each of them
 * @param shrinking how long that may take for each of them
 */
public record Sizes(int session, int text, int depth, int shrinks, int tries, Duration shrinking) {
    /** A hundred steps, a mebibyte, 131,072 deep, twenty failures with 150 tries each. */
    public static final Sizes DEFAULT = new Sizes(100, 1 << 20, 1 << 17, 20, 150, Duration.ofSeconds(40));
}

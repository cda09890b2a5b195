package dev.parlance.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how late a refused request is sent again: exponential backoff with full jitter, so that clients refused
 * together do not come back together.
 *
 * <pre>{@code
 * RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(5));
 * }</pre>
 *
 * @param attempts how often it is sent at most, the first time included
 * @param base upper bound of the first delay; doubled for every further one
 * @param longest upper bound of any delay
 */
public record RetryPolicy(int attempts, Duration base, Duration longest) {
    /** Refuses what could never work. */
    public RetryPolicy {
        if (attempts < 1 || base.isNegative() || longest.compareTo(base) < 0) {
            throw new IllegalArgumentException("attempts must be at least 1 and base between 0 and longest: " + attempts
                    + ", " + base + ", " + longest);
        }
    }

    /** Six attempts; the delays lie below 50, 100, 200, 400 and 800 ms. */
    public static RetryPolicy defaults() {
        return new RetryPolicy(6, Duration.ofMillis(50), Duration.ofSeconds(5));
    }

    /** The delay after the attempt of that number, the first being 1: anywhere from zero to the bound, evenly. */
    public Duration delay(int attempt, RandomGenerator random) {
        long bound = base.toNanos();
        for (int i = 1; i < attempt && bound < longest.toNanos(); i++) {
            bound *= 2;
        }
        return Duration.ofNanos(random.nextLong(Math.min(bound, longest.toNanos()) + 1));
    }
}

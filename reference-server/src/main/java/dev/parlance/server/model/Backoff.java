package dev.parlance.server.model;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before something is tried again: 200 ms, then twice as long each time, a tenth more or less so that
 * many clients do not come back at once. Used inside {@link ResponsesProvider} and by the turn loop.
 *
 * <pre>{@code
 * interrupts.sleep(Backoff.delay(1)); // about 200 ms
 * }</pre>
 */
public final class Backoff {
    private static final double FIRST_MILLIS = 200;
    private static final double LONGEST_MILLIS = 60_000;

    private Backoff() {}

    /**
     * The wait before a further try.
     *
     * @param retry which one, from 1
     * @return a minute at most
     */
    public static Duration delay(int retry) {
        double exact = Math.min(LONGEST_MILLIS, FIRST_MILLIS * Math.pow(2, Math.max(0, retry - 1)));
        double jitter = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
        return Duration.ofMillis(Math.round(Math.min(LONGEST_MILLIS, exact * jitter)));
    }
}

package dev.parlance.conformance.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The pauses of a client that repeats what was refused. With full jitter a single pause may be next to nothing and a later
 * one shorter than an earlier one, so that only this is held against a client: pauses that are nothing even together, and
 * pauses that are all alike.
 *
 * <pre>{@code
 * backoff.repeated(Duration.ofMillis(43));
 * backoff.check();
 * }</pre>
 */
final class Backoff {
    /** Five pauses drawn evenly below 50, 100, 200, 400 and 800 ms are together below this once in ten million times. */
    private static final Duration NOTHING = Duration.ofMillis(20);

    /** The five pauses above all lie this close to each other less than once in ten thousand times. */
    private static final double ALIKE = 1.5;

    private static final int ENOUGH = 3;

    private final List<Duration> pauses = new ArrayList<>();

    /** The request came again after that pause. */
    void repeated(Duration pause) {
        pauses.add(pause.isNegative() ? Duration.ZERO : pause);
    }

    /** Whether the pauses are what a client should make. */
    void check() throws Breach {
        Duration sum = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        if (sum.compareTo(NOTHING) < 0) {
            throw new Breach(
                    "a growing, jittered delay before each repetition", pauses.size() + " within " + millis(sum));
        }
        double longest = Collections.max(pauses).toNanos();
        double shortest = Collections.min(pauses).toNanos();
        if (pauses.size() >= ENOUGH && longest < shortest * ALIKE) {
            throw new Breach(
                    "a growing, jittered delay before each repetition",
                    "the same one each time: "
                            + pauses.stream().map(Backoff::millis).toList());
        }
    }

    private static String millis(Duration pause) {
        return pause.toMillis() + " ms";
    }
}

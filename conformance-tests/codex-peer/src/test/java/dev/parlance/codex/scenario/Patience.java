package dev.parlance.codex.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Paces a look at something that tells nobody when it changes, until a deadline. */
final class Patience {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();

    /** Lets a moment pass; false where the time is up. */
    boolean again() {
        LockSupport.parkNanos(BETWEEN.toNanos());
        return System.nanoTime() < deadline;
    }
}

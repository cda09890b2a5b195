package dev.parlance.server.exec;

import java.time.Duration;

/**
 * Waits that an interrupt does not cut short: while processes are being killed there is nothing better to do. The interrupt
 * is kept for later.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that waits up to a number of nanoseconds and says whether it came. */
    @FunctionalInterface
    interface Wait {
        boolean forNanos(long nanos) throws InterruptedException;
    }

    /** True if it came in time. */
    static boolean within(Duration patience, Wait wait) {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.forNanos(Math.max(0, end - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

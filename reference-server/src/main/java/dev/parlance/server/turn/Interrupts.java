package dev.parlance.server.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one way to stop what a turn is doing: whoever blocks says how to be stopped. No thread is interrupted while it
 * writes to the store or to a client.
 */
final class Interrupts {
    private final List<Runnable> stops = new ArrayList<>();
    private boolean interrupted;
    /** The thread that runs the stops; null before and after. */
    private @Nullable Thread firing;

    /**
     * Runs that at the interrupt, at once if it has come; the handle takes it back, and returns when it has run if it is
     * being run.
     */
    Hook on(Runnable stop) {
        synchronized (this) {
            if (!interrupted) {
                stops.add(stop);
                return () -> remove(stop);
            }
        }
        stop.run();
        return () -> {};
    }

    private synchronized void remove(Runnable stop) {
        stops.remove(stop);
        boolean interruptedHere = false;
        while (firing != null && firing != Thread.currentThread()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interruptedHere = true;
            }
        }
        if (interruptedHere) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops everything; later calls do nothing. */
    void fire() {
        List<Runnable> now;
        synchronized (this) {
            if (interrupted) {
                return;
            }
            interrupted = true;
            firing = Thread.currentThread();
            now = List.copyOf(stops);
            stops.clear();
            notifyAll();
        }
        try {
            now.forEach(Runnable::run);
        } finally {
            synchronized (this) {
                firing = null;
                notifyAll();
            }
        }
    }

    synchronized boolean fired() {
        return interrupted;
    }

    /** Throws after the interrupt. */
    void check() throws InterruptedException {
        if (fired()) {
            throw new InterruptedException("the turn was interrupted");
        }
    }

    /** Waits that long, or throws at the interrupt. */
    void sleep(Duration time) throws InterruptedException {
        long due = System.nanoTime() + time.toNanos();
        synchronized (this) {
            for (long left; !interrupted && (left = due - System.nanoTime()) > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }
        check();
    }
}

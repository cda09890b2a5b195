package dev.parlance.server.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one way to stop what a turn is doing: whoever blocks says how to be stopped. No thread is interrupted while it
 * writes to the store or to a client.
 */
final class Interrupts {
    private final List<Runnable> stops = new ArrayList<>();
    private boolean interrupted;

    /** Runs that at the interrupt, at once if it has come; the handle takes it back. */
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
    }

    /** Stops everything; later calls do nothing. */
    void fire() {
        List<Runnable> now;
        synchronized (this) {
            if (interrupted) {
                return;
            }
            interrupted = true;
            now = List.copyOf(stops);
            stops.clear();
            notifyAll();
        }
        now.forEach(Runnable::run);
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

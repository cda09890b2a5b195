package dev.parlance.rpc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at a connection ten times a second while there is something to look at: a write that does not move, or requests
 * with a deadline. Nothing is scheduled per message, and an idle connection wakes nobody.
 */
final class Watchdog implements Runnable {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int IDLE_TICKS = 20;

    private final AtomicBoolean watching = new AtomicBoolean();
    private final Connection connection;
    private final ReadAhead input;
    private final Requests requests;
    private final PeerContext context;

    /** The time at the last tick: asking the clock for every request would cost more than the rest of it. */
    private volatile long now;

    private int readerEpoch;
    /** None seen yet; a first write begins at 0. */
    private long writeEpoch = -1;

    private long stalledSince;
    private int idleTicks;

    Watchdog(Connection connection, ReadAhead input, Requests requests, PeerContext context) {
        this.connection = connection;
        this.input = input;
        this.requests = requests;
        this.context = context;
    }

    /** Called on every write and every request with a deadline: one volatile read when it is watching already. */
    void watch() {
        if (!watching.get()) {
            // Before anybody can take it for the time of a tick.
            now = System.nanoTime();
            if (watching.compareAndSet(false, true)) {
                SharedTimer.after(TICK, this);
            }
        }
    }

    /** The moment, no sooner and up to two ticks later, at which that much time will have passed. */
    long deadline(long nanos) {
        watch();
        return now + TICK + nanos;
    }

    @Override
    public void run() {
        now = System.nanoTime();
        boolean reading = checkReader();
        boolean writing = checkWriter();
        boolean waiting = requests.expire(now);
        boolean busy = reading || writing || waiting;
        idleTicks = busy ? 0 : idleTicks + 1;
        if (idleTicks < IDLE_TICKS) {
            SharedTimer.after(TICK, this);
            return;
        }
        idleTicks = 0;
        watching.set(false);
        // Whoever began after the checks above has seen watching still set.
        if (connection.writeEpoch() >= 0 || connection.readerSends() || requests.outstanding() > 0) {
            watch();
        }
    }

    private boolean checkReader() {
        int epoch = connection.readerEpoch();
        boolean stuck = (epoch & 1) == 1 && epoch == readerEpoch;
        readerEpoch = epoch;
        if (stuck && input.start(connection::readerSends)) {
            context.report(
                    Diagnostic.Kind.STALLED, "the other end does not read; its messages are kept meanwhile", null);
        }
        return stuck;
    }

    private boolean checkWriter() {
        long epoch = connection.writeEpoch();
        long now = System.nanoTime();
        if (epoch < 0 || epoch != writeEpoch) {
            writeEpoch = epoch;
            stalledSince = now;
            return epoch >= 0;
        }
        if (now - stalledSince > context.limits().stall().toNanos()) {
            context.end(new ConnectionClosedException("the other end has read nothing for "
                    + context.limits().stall().toMillis() + " ms while messages waited for it"));
        }
        return true;
    }
}

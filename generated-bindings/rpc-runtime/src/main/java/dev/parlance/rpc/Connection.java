package dev.parlance.rpc;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half: messages are encoded into one buffer under this monitor and written outside of it, so that nobody
 * ever waits for the lock because somebody else waits for the other end.
 *
 * <p>Whoever finds nobody writing writes, and takes along what others add meanwhile. What the reading thread adds is
 * written when it is about to block or at 8 KiB: at 32 KiB the two ends of a full pipeline would take turns instead of
 * overlapping. What any other thread adds goes out at once.
 *
 * <p>A detached connection has a thread of its own that writes what other threads than the reading one add: a sender does
 * not wait for an end that reads slowly, only for one that leaves {@link Limits#queuedBytes()} unread.
 *
 * <p>Above the high-water mark senders wait for the writer. While the reading thread waits or writes, {@link Watchdog}
 * has the input read ahead, so that two ends which both write cannot lock each other up; when nothing moves for
 * {@link Limits#stall()} it closes the connection.
 */
final class Connection {
    private static final int PUSH = 8 << 10;
    private static final int HIGH_WATER = 256 << 10;
    /** One write call; the JDK allocates native memory of this size for it. */
    private static final int CHUNK = 64 << 10;
    /** After so many buffers of others a sender goes back to its own work. */
    private static final int ROUNDS = 16;

    final OutBuffer buffer = new OutBuffer();

    private final OutputStream target;
    private final int highWater;
    /** Odd while the reading thread is busy sending; written by that thread only. */
    private final AtomicInteger readerSends = new AtomicInteger();

    private volatile @Nullable Thread reader;
    private final boolean detached;
    private volatile boolean writing;
    /** Set where the writing thread is to write. */
    private boolean handed;

    private volatile long written;
    private volatile @Nullable ConnectionClosedException closed;
    private int inWrite;
    private int waiting;
    private @Nullable Watchdog watchdog;

    Connection(OutputStream target, Limits limits) {
        this(target, limits, false);
    }

    Connection(OutputStream target, Limits limits, boolean detached) {
        this.target = target;
        this.detached = detached;
        this.highWater = detached ? limits.queuedBytes() : Math.min(HIGH_WATER, limits.queuedBytes());
    }

    /** Before anything is sent. */
    void start(Thread readingThread, Watchdog guard) {
        reader = readingThread;
        watchdog = guard;
        if (detached) {
            Threads.start("writer", this::write);
        }
    }

    boolean onReadingThread() {
        return Thread.currentThread() == reader;
    }

    /** With the monitor held, before a message is encoded: waits for room. */
    void admit() {
        requireOpen();
        if (writing && buffer.length + inWrite >= highWater) {
            awaitRoom();
        }
    }

    private void awaitRoom() {
        boolean reading = onReadingThread();
        boolean interrupted = false;
        toggle(reading);
        waiting++;
        try {
            while (writing && closed == null && buffer.length + inWrite > highWater / 2) {
                try {
                    TimeUnit.SECONDS.timedWait(this, 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            waiting--;
            toggle(reading);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        requireOpen();
    }

    private void requireOpen() {
        ConnectionClosedException reason = closed;
        if (reason != null) {
            throw reason.again();
        }
    }

    private void toggle(boolean reading) {
        if (reading) {
            readerSends.lazySet(readerSends.getPlain() + 1);
        }
    }

    /** With the monitor held, after a whole message: true where the caller has to {@link #drain} when it has let go. */
    boolean commit() {
        if (writing || (buffer.length < PUSH && onReadingThread())) {
            return false;
        }
        writing = true;
        if (detached && !onReadingThread()) {
            handed = true;
            notifyAll();
            return false;
        }
        return true;
    }

    /** What the writing thread of a detached connection does. */
    private void write() {
        while (awaitWork()) {
            drain(Integer.MAX_VALUE);
        }
    }

    private synchronized boolean awaitWork() {
        while (!handed && closed == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody has a reason to; it ends with the connection.
            }
        }
        handed = false;
        return closed == null;
    }

    /** On the reading thread, before it blocks. */
    void flushBeforeBlocking() {
        synchronized (this) {
            if (writing || buffer.length == 0) {
                return;
            }
            writing = true;
        }
        drain();
    }

    /** Writes until nothing is left; the caller has set {@link #writing}. */
    void drain() {
        boolean reading = onReadingThread();
        toggle(reading);
        try {
            if (!drain(ROUNDS)) {
                Threads.start("writer", () -> drain(Integer.MAX_VALUE));
            }
        } finally {
            toggle(reading);
        }
    }

    private boolean drain(int rounds) {
        if (watchdog != null) {
            watchdog.watch();
        }
        try {
            for (int round = 0; round < rounds; round++) {
                byte[] bytes;
                int length;
                synchronized (this) {
                    if (!next()) {
                        return true;
                    }
                    length = buffer.length;
                    inWrite = length;
                    bytes = buffer.take();
                }
                write(bytes, length);
            }
            return false;
        } catch (IOException | RuntimeException e) {
            fail(new ConnectionClosedException("the other end cannot be written to: " + e.getMessage(), e));
            return true;
        }
    }

    /** With the monitor held: ends a round; false where the writing is over. */
    private boolean next() {
        if (inWrite > 0) {
            inWrite = 0;
            buffer.giveBack();
        }
        if (closed != null) {
            buffer.length = 0;
        }
        boolean more = buffer.length > 0;
        if (!more) {
            writing = false;
        }
        if (waiting > 0) {
            notifyAll();
        }
        return more;
    }

    private void write(byte[] bytes, int length) throws IOException {
        for (int from = 0; from < length; from += CHUNK) {
            target.write(bytes, from, Math.min(CHUNK, length - from));
            progress();
        }
        target.flush();
        progress();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time, see writing
    private void progress() {
        written++;
    }

    /** Nothing is sent from here on; what waits is dropped. */
    synchronized void fail(ConnectionClosedException reason) {
        if (closed == null) {
            closed = reason;
        }
        writing = false;
        buffer.length = 0;
        inWrite = 0;
        notifyAll();
    }

    /** Sees what has been sent out of the house, for as long as that; then nothing more can be sent. */
    void finish(long millis, ConnectionClosedException reason) {
        boolean start;
        synchronized (this) {
            start = !writing && buffer.length > 0 && closed == null;
            writing |= start;
        }
        if (start) {
            Threads.start("writer", () -> drain(Integer.MAX_VALUE));
        }
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (this) {
            waiting++;
            try {
                for (long left; writing && closed == null && (left = due - System.nanoTime()) > 0; ) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiting--;
            }
            fail(reason);
        }
    }

    /** True while the reading thread is busy sending. */
    boolean readerSends() {
        return (readerSends.get() & 1) == 1;
    }

    /** Changes whenever the reading thread begins or ends to send. */
    int readerEpoch() {
        return readerSends.get();
    }

    /** Changes with everything the other end took; negative while nobody writes. */
    long writeEpoch() {
        return writing ? written : -1;
    }

    /** True where nothing waits to be written. */
    synchronized boolean isEmpty() {
        return !writing && buffer.length == 0;
    }
}

package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Input that somebody else can read on while the reading thread is stuck in a write. Two ends that both write until
 * their pipes are full and read nothing would wait for each other for ever; with one end reading ahead into bounded
 * memory the other finishes its write. Costs two uncontended locks a read in the ordinary case.
 */
final class ReadAhead extends InputStream {
    private static final int CHUNK = 1 << 16;
    private static final byte[] NONE = {};

    private final InputStream in;
    private final int maxBytes;

    private byte[] kept = NONE;
    private int head;
    private int tail;
    private boolean reading;
    private boolean pumping;
    private boolean ended;
    private @Nullable IOException failure;

    ReadAhead(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        synchronized (this) {
            awaitPump();
            if (tail > head) {
                return take(target, offset, length);
            }
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return -1;
            }
            reading = true;
        }
        try {
            return in.read(target, offset, length);
        } finally {
            synchronized (this) {
                reading = false;
            }
        }
    }

    /** With the monitor held: returns when there is something to take or nobody else reads. */
    private void awaitPump() {
        boolean interrupted = false;
        while (pumping && tail == head) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int take(byte[] target, int offset, int length) {
        int count = Math.min(length, tail - head);
        System.arraycopy(kept, head, target, offset, count);
        head += count;
        if (head == tail) {
            kept = NONE;
            head = 0;
            tail = 0;
        }
        return count;
    }

    /** Reads on another thread while the condition holds and there is room; does nothing if somebody reads already. */
    synchronized boolean start(BooleanSupplier whileTrue) {
        if (pumping || reading || ended || tail - head >= maxBytes) {
            return false;
        }
        pumping = true;
        Threads.start("read-ahead", () -> pump(whileTrue));
        return true;
    }

    private void pump(BooleanSupplier whileTrue) {
        byte[] chunk = new byte[CHUNK];
        int count = 0;
        while (keep(chunk, count, whileTrue)) {
            try {
                count = in.read(chunk, 0, chunk.length);
            } catch (IOException e) {
                count = -1;
                synchronized (this) {
                    failure = e;
                }
            }
        }
    }

    private synchronized boolean keep(byte[] chunk, int count, BooleanSupplier whileTrue) {
        if (count > 0) {
            if (kept.length - tail < count) {
                byte[] larger = new byte[Math.max(CHUNK, (tail - head) * 2 + count)];
                System.arraycopy(kept, head, larger, 0, tail - head);
                kept = larger;
                tail -= head;
                head = 0;
            }
            System.arraycopy(chunk, 0, kept, tail, count);
            tail += count;
        }
        ended |= count < 0;
        pumping = !ended && tail - head < maxBytes && whileTrue.getAsBoolean();
        notifyAll();
        return pumping;
    }

    /** Bytes read ahead and not yet taken. */
    synchronized int kept() {
        return tail - head;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

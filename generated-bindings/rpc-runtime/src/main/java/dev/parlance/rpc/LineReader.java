package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Splits a stream into lines in place: no copy and no object a line. Reads up to 64 KiB at a time, since every read
 * costs a wake-up on a long line. A last line without a line feed counts.
 */
final class LineReader implements FrameReader {
    private static final int CHUNK = 1 << 16;
    /** A buffer grown above this is given up after so many reads without a line that needed it. */
    private static final int KEEP = 1 << 20;

    private static final int IDLE_READS = 256;

    /** So many bytes are looked at one by one first; see {@link Words}. */
    private int slowBytes = 1 << 16;

    private final InputStream in;
    private final int maxBytes;
    private final Runnable beforeBlocking;
    private byte[] buffer = new byte[CHUNK];
    private int position;
    private int limit;
    private int start;
    private int end;
    private int idleReads;
    private boolean skipping;
    private boolean ended;

    LineReader(InputStream in, int maxBytes, Runnable beforeBlocking) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.beforeBlocking = beforeBlocking;
    }

    @Override
    public Frame next() throws IOException {
        int from = position;
        while (true) {
            int feed = indexOfLineFeed(from, limit);
            if (feed >= 0) {
                return line(feed, feed + 1);
            }
            int rest = limit - position;
            if (skipping || rest > maxBytes) {
                skipping = true;
                limit = position;
                rest = 0;
            }
            if (ended || !fill()) {
                ended = true;
                return rest > 0 || skipping ? line(limit, limit) : Frame.END;
            }
            from = position + rest;
        }
    }

    private Frame line(int lineEnd, int nextLine) {
        start = position;
        end = lineEnd;
        position = nextLine;
        boolean tooLong = skipping || end - start > maxBytes;
        skipping = false;
        return tooLong ? Frame.TOO_LONG : Frame.MESSAGE;
    }

    /** Reads more behind the rest of the buffer, which moves to its start; false at the end of input. */
    private boolean fill() throws IOException {
        int rest = limit - position;
        if (buffer.length > KEEP && rest < CHUNK && ++idleReads > IDLE_READS) {
            replace(new byte[CHUNK * 2], rest);
        } else if (position > 0) {
            replace(buffer, rest);
        }
        if (limit == buffer.length) {
            // One byte above the limit is enough to know that a line is too long.
            int size = (int) Math.min(Math.max(buffer.length * 2L, CHUNK), Math.max(maxBytes + 1L, CHUNK));
            buffer = Arrays.copyOf(buffer, size);
        }
        if (limit >= KEEP / 2) {
            idleReads = 0;
        }
        beforeBlocking.run();
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    private void replace(byte[] target, int rest) {
        System.arraycopy(buffer, position, target, 0, rest);
        buffer = target;
        position = 0;
        limit = rest;
    }

    private int indexOfLineFeed(int from, int to) {
        if (slowBytes <= 0) {
            return Words.indexOfLineFeed(buffer, from, to);
        }
        slowBytes -= to - from;
        return slowIndexOfLineFeed(buffer, from, to);
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return end;
    }

    private static int slowIndexOfLineFeed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Eight bytes at a time. A class of its own, since the first use of its handle costs milliseconds of a start-up. */
    private static final class Words {
        private static final VarHandle WORDS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
        private static final long LOW_BITS = 0x0101010101010101L;
        private static final long HIGH_BITS = 0x8080808080808080L;

        /** A byte of the word is zero after the xor where the line feed stands. */
        static int indexOfLineFeed(byte[] bytes, int from, int to) {
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long word = (long) WORDS.get(bytes, i) ^ LINE_FEEDS;
                long hit = (word - LOW_BITS) & ~word & HIGH_BITS;
                if (hit != 0) {
                    return i + (Long.numberOfTrailingZeros(hit) >>> 3);
                }
            }
            return slowIndexOfLineFeed(bytes, i, to);
        }
    }
}

package dev.parlance.mutants.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream of what is put into it, for one reader. Takes any amount, so that who puts never waits. */
final class Inbox extends InputStream {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private byte[] current = {};
    private int at;
    private boolean ended;

    void put(byte[] bytes) {
        if (bytes.length > 0) {
            waiting.add(bytes);
        }
    }

    /** What was put before is still read. */
    void end() {
        waiting.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return current.length - at;
    }

    @Override
    public void close() {
        end();
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            current = waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
        at = 0;
        ended = current.length == 0;
        return !ended;
    }
}

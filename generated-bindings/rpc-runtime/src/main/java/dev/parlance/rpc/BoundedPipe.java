package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A ring of bytes between two threads; writing waits for room, reading for bytes. */
final class BoundedPipe {
    final InputStream source = new Source();
    final OutputStream sink = new Sink();

    private final byte[] ring;
    private int head;
    private int size;
    private boolean sinkClosed;
    private boolean sourceClosed;

    BoundedPipe(int capacity) {
        ring = new byte[capacity];
    }

    private synchronized int read(byte[] target, int offset, int length) throws IOException {
        while (size == 0) {
            if (sourceClosed) {
                throw new IOException("the pipe is closed");
            }
            if (sinkClosed) {
                return -1;
            }
            await();
        }
        int count = Math.min(length, size);
        int first = Math.min(count, ring.length - head);
        System.arraycopy(ring, head, target, offset, first);
        System.arraycopy(ring, 0, target, offset + first, count - first);
        head = (head + count) % ring.length;
        size -= count;
        notifyAll();
        return count;
    }

    private synchronized void write(byte[] source, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            while (size == ring.length && !sourceClosed && !sinkClosed) {
                await();
            }
            if (sourceClosed || sinkClosed) {
                throw new IOException("the pipe is closed");
            }
            int count = Math.min(left, ring.length - size);
            int tail = (head + size) % ring.length;
            int first = Math.min(count, ring.length - tail);
            System.arraycopy(source, from, ring, tail, first);
            System.arraycopy(source, from + first, ring, 0, count - first);
            size += count;
            from += count;
            left -= count;
            notifyAll();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized void close(boolean source) {
        if (source) {
            sourceClosed = true;
        } else {
            sinkClosed = true;
        }
        notifyAll();
    }

    private final class Source extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : BoundedPipe.this.read(target, offset, length);
        }

        @Override
        public void close() {
            BoundedPipe.this.close(true);
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            BoundedPipe.this.write(source, offset, length);
        }

        @Override
        public void close() {
            BoundedPipe.this.close(false);
        }
    }
}

package dev.parlance.rpc;

import java.io.OutputStream;
import java.util.Arrays;

/** Encoded messages that wait to be written. Guarded by its connection's monitor; the array can be swapped for another. */
final class OutBuffer extends OutputStream {
    private static final int FIRST = 16 << 10;
    /** An array grown above this by a large message is not kept. */
    private static final int KEEP = 1 << 20;

    byte[] bytes = new byte[FIRST];
    int length;
    private byte[] spare = new byte[FIRST];

    @Override
    public void write(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            int least = Math.addExact(length, count);
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(bytes.length * 2L, least), Integer.MAX_VALUE - 8));
        }
    }

    /** Starts over with the spare array; the caller owns the full one until {@link #giveBack}. */
    byte[] take() {
        byte[] full = bytes;
        bytes = spare;
        spare = full;
        length = 0;
        return full;
    }

    /** The array handed out by {@link #take} has been written. */
    void giveBack() {
        if (spare.length > KEEP) {
            spare = new byte[FIRST];
        }
    }
}

package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Keeps the beginning and the end of a long text, in bounded memory. Takes and gives well-formed UTF-8 only. */
final class HeadAndTail {
    private final int headCap;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final int tailCap;
    // Made when the head is full: most output is short.
    private byte[] ring = new byte[0];
    private boolean headFull;
    private long tailTotal;

    HeadAndTail(int cap) {
        this.headCap = cap / 2;
        // The head may end up to three bytes early, before a code point: what fits in the cap must still fit.
        this.tailCap = cap - headCap + 3;
    }

    /** What the cut text would be of a text that is at hand as a whole; the same text where it fits. */
    static String cut(String text, int cap) {
        HeadAndTail kept = new HeadAndTail(cap);
        kept.append(text.getBytes(UTF_8));
        return kept.text();
    }

    void append(byte[] utf8) {
        int from = 0;
        if (!headFull) {
            from = wholeCodePoints(utf8, 0, headCap - head.size());
            head.write(utf8, 0, from);
            headFull = from < utf8.length;
        }
        if (from < utf8.length) {
            appendToTail(utf8, from);
        }
    }

    /** Bytes that came in. */
    long total() {
        return head.size() + tailTotal;
    }

    long omittedBytes() {
        return total() - head.size() - tail().length;
    }

    String text() {
        byte[] tail = tail();
        long omitted = total() - head.size() - tail.length;
        String mark = omitted == 0 ? "" : "\n[… " + omitted + " bytes left out …]\n";
        return head.toString(UTF_8) + mark + new String(tail, UTF_8);
    }

    /** How many bytes from there make whole code points, with at most {@code limit} bytes. */
    static int wholeCodePoints(byte[] utf8, int from, int limit) {
        if (utf8.length - from <= limit) {
            return utf8.length - from;
        }
        int size = limit;
        while (size > 0 && isContinuation(utf8[from + size])) {
            size--;
        }
        return size;
    }

    private void appendToTail(byte[] utf8, int start) {
        if (ring.length == 0) {
            ring = new byte[tailCap];
        }
        int from = Math.max(start, utf8.length - tailCap);
        tailTotal += from - start;
        while (from < utf8.length) {
            int at = (int) (tailTotal % tailCap);
            int size = Math.min(utf8.length - from, tailCap - at);
            System.arraycopy(utf8, from, ring, at, size);
            tailTotal += size;
            from += size;
        }
    }

    private byte[] tail() {
        int size = (int) Math.min(tailTotal, tailCap);
        byte[] tail = new byte[size];
        long begin = tailTotal - size;
        for (int i = 0; i < size; i++) {
            tail[i] = ring[(int) ((begin + i) % tailCap)];
        }
        int skip = 0;
        if (tailTotal > tailCap) {
            while (skip < size && isContinuation(tail[skip])) {
                skip++;
            }
        }
        return skip == 0 ? tail : Arrays.copyOfRange(tail, skip, size);
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}

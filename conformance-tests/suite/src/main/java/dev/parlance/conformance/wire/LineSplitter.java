package dev.parlance.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of bytes into lines at LF, whatever the chunks it comes in. A line longer than the limit is dropped up
 * to its end and noted. Not for several threads at once.
 *
 * <pre>{@code
 * for (byte[] line : splitter.feed(buffer, n)) { … }      // without LF
 * byte[] unended = splitter.rest();                       // at the end of the stream
 * }</pre>
 */
public final class LineSplitter {
    private final int maxLine;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean skipping;
    private boolean overflowed;

    /** Takes lines of at most that many bytes. */
    public LineSplitter(int maxLine) {
        this.maxLine = maxLine;
    }

    /** Takes the first {@code length} bytes of the buffer and gives the lines that are complete now, each without LF. */
    public List<byte[]> feed(byte[] buffer, int length) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (buffer[at] == '\n') {
                append(buffer, from, at - from);
                if (!skipping) {
                    lines.add(begun.toByteArray());
                }
                begun.reset();
                skipping = false;
                from = at + 1;
            }
        }
        append(buffer, from, length - from);
        return lines;
    }

    /** Bytes after the last LF. */
    public byte[] rest() {
        return begun.toByteArray();
    }

    /** Whether a line was dropped because it was too long. */
    public boolean overflowed() {
        return overflowed;
    }

    private void append(byte[] buffer, int from, int length) {
        if (skipping || begun.size() + (long) length > maxLine) {
            skipping = true;
            overflowed = true;
            begun.reset();
            return;
        }
        begun.write(buffer, from, length);
    }
}

package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drains a child's stderr, so that the child never waits for it, and keeps the last part. */
final class StderrTail implements Runnable {
    private static final int TAIL = 8 << 10;
    private static final int LONGEST_LINE = 8 << 10;

    private final InputStream in;
    private final @Nullable Consumer<String> lines;
    private final byte[] ring = new byte[TAIL];
    private final byte[] line;
    private final CountDownLatch end = new CountDownLatch(1);
    private long total;
    private int lineLength;

    StderrTail(InputStream in, @Nullable Consumer<String> lines) {
        this.in = in;
        this.lines = lines;
        this.line = new byte[lines == null ? 0 : LONGEST_LINE];
    }

    @Override
    public void run() {
        byte[] chunk = new byte[4 << 10];
        try (in) {
            for (int count; (count = in.read(chunk)) >= 0; ) {
                keep(chunk, count);
                if (lines != null) {
                    split(chunk, count, lines);
                }
            }
        } catch (IOException e) {
            // The child is gone, and this with it.
        } finally {
            if (lines != null && lineLength > 0) {
                emit(lines);
            }
            end.countDown();
        }
    }

    private synchronized void keep(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (total++ % TAIL)] = chunk[i];
        }
    }

    private void split(byte[] chunk, int count, Consumer<String> consumer) {
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                emit(consumer);
            } else if (lineLength < LONGEST_LINE) {
                line[lineLength++] = chunk[i];
            }
        }
    }

    private void emit(Consumer<String> consumer) {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        lineLength = 0;
        try {
            consumer.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            Diagnostics.log(new Diagnostic(Diagnostic.Kind.HANDLER_FAILED, "the consumer of stderr failed", e));
        }
    }

    /** What came last, at most 8 KiB; waits up to that long for the end of it. */
    String tail(long millis) {
        try {
            // Whether it ended or not, what is there is the tail.
            boolean unused = end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            int length = (int) Math.min(total, TAIL);
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = ring[(int) ((total - length + i) % TAIL)];
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }
}

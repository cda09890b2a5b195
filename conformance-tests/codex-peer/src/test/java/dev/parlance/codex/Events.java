package dev.parlance.codex;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a typed client was told, one line each, in the order of arrival. */
final class Events {
    private static final long PATIENCE_SECONDS = 30;

    static final String DELTA = "delta ";

    private final List<String> lines = new ArrayList<>();

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** The texts of the deltas, as they came. */
    List<String> deltas() {
        return beginningWith(DELTA).stream()
                .map(line -> line.substring(DELTA.length()))
                .toList();
    }

    /** Everything so far. */
    synchronized List<String> all() {
        return new ArrayList<>(lines);
    }

    /** Everything so far that begins with one of these. */
    List<String> beginningWith(String... beginnings) {
        return all().stream()
                .filter(line -> List.of(beginnings).stream().anyMatch(line::startsWith))
                .toList();
    }

    /** Waits for this many lines that begin so. */
    synchronized void await(String beginning, int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (lines.stream().filter(line -> line.startsWith(beginning)).count() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(beginning + " did not come " + count + " times: " + lines);
            }
            wait(left);
        }
    }
}

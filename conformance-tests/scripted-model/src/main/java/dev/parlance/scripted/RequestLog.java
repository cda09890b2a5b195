package dev.parlance.scripted;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last requests of one kind, and how many there were in all. */
final class RequestLog {
    private final int bound;
    private final Deque<ModelRequest> kept = new ArrayDeque<>();
    private int total;

    RequestLog(int bound) {
        this.bound = bound;
    }

    synchronized void add(ModelRequest request) {
        if (kept.size() == bound) {
            kept.removeFirst();
        }
        kept.addLast(request);
        total++;
        notifyAll();
    }

    synchronized List<ModelRequest> kept() {
        return new ArrayList<>(kept);
    }

    synchronized int total() {
        return total;
    }

    synchronized ModelRequest await(int number, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (total <= number) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new IllegalStateException("request " + number + " did not come within " + limit.toMillis()
                            + " ms; there were " + total);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted("request " + number + " did not come", e);
        }
        int index = number - (total - kept.size());
        if (index < 0) {
            throw new IllegalStateException("request " + number + " was forgotten: only the last " + bound
                    + " are kept; raise Limits.recordedRequests");
        }
        return new ArrayList<>(kept).get(index);
    }
}

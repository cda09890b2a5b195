package dev.parlance.rpc;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of the process: a daemon thread that starts with the first task. Tasks run on it and have to be short;
 * what may call foreign code is handed to a thread of its own.
 */
final class SharedTimer {
    private static final PriorityQueue<Task> QUEUE = new PriorityQueue<>();

    private static @Nullable Thread thread;

    private SharedTimer() {}

    private record Task(long due, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return Long.signum(due - other.due);
        }
    }

    /** Runs the action once, after the delay. */
    static void after(long nanos, Runnable action) {
        synchronized (QUEUE) {
            QUEUE.add(new Task(System.nanoTime() + nanos, action));
            if (thread == null) {
                thread = Threads.start("timer", SharedTimer::run);
            } else {
                QUEUE.notifyAll();
            }
        }
    }

    private static void run() {
        while (true) {
            try {
                next().run();
            } catch (InterruptedException e) {
                // Nobody owns this thread, so nobody can mean to stop it.
            } catch (RuntimeException e) {
                Diagnostics.log(new Diagnostic(Diagnostic.Kind.INTERNAL, "a timer task failed", e));
            }
        }
    }

    private static Runnable next() throws InterruptedException {
        synchronized (QUEUE) {
            while (true) {
                Task first = QUEUE.peek();
                if (first == null) {
                    QUEUE.wait();
                    continue;
                }
                long left = first.due - System.nanoTime();
                if (left <= 0) {
                    QUEUE.remove();
                    return first.action;
                }
                TimeUnit.NANOSECONDS.timedWait(QUEUE, left);
            }
        }
    }
}

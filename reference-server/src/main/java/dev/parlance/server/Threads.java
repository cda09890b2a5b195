package dev.parlance.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes every thread of the server: a daemon with a name that says what it does. */
public final class Threads {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Threads() {}

    /** A running thread. */
    public static Thread start(String role, Runnable task) {
        Thread thread = create(role, task);
        thread.start();
        return thread;
    }

    /** A thread that has not been started. */
    public static Thread create(String role, Runnable task) {
        Thread thread = new Thread(task, "parlance-" + role + "-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Threads for blocking work, made when needed and gone after ten idle seconds. Nothing waits in a queue: whoever
     * submits has bounded the number of tasks.
     */
    public static ExecutorService pool(String role) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> create(role, task));
    }
}

package dev.parlance.rpc;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes every thread of this module: a daemon with a name that says what it does. */
final class Threads {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Threads() {}

    /** A thread that has not been started. */
    static Thread create(String role, Runnable task) {
        Thread thread = new Thread(task, "parlance-" + role + "-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** A running thread. */
    static Thread start(String role, Runnable task) {
        Thread thread = create(role, task);
        thread.start();
        return thread;
    }
}

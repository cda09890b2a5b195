package dev.parlance.conformance.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a link if something is not done in time, which ends whatever waits for it. */
final class Deadline implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Duration duration;
    private final Future<?> cut;
    private volatile boolean passed;

    private Deadline(Link link, Duration duration) {
        this.duration = duration;
        this.cut = CLOCK.schedule(
                () -> {
                    passed = true;
                    link.close();
                },
                duration.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "wire-deadline");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    static Deadline on(Link link, Duration duration) {
        return new Deadline(link, duration);
    }

    /** Does the work; if it fails because time was up, that is what the exception says. */
    <T> T guard(String what, Link.Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (IOException e) {
            if (passed) {
                throw new SocketTimeoutException(what + ": nothing came within " + duration.toMillis() + " ms");
            }
            throw new IOException(what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        cut.cancel(false);
    }
}

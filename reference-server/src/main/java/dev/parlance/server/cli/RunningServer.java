package dev.parlance.server.cli;

import dev.parlance.server.Server;
import dev.parlance.server.ServerOptions;
import dev.parlance.server.Threads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server in this process, from its start to its orderly end: turns that run are closed as interrupted and their
 * commands killed, however the process is told to leave.
 *
 * <pre>{@code
 * try (RunningServer running = RunningServer.start(ServeOptions.DEFAULT)) {
 *     running.server().connect(transport).closed().join();
 * }
 * }</pre>
 */
final class RunningServer implements AutoCloseable {
    /** A client that waits for our exit is not kept longer than this by a disk that hangs. */
    private static final long CLOSE_SECONDS = 10;

    private final Server server;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** The process leaves by itself, with its own exit code. */
    private volatile boolean left;

    private RunningServer(Server server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @throws StartException if the home folder or the configuration cannot be used
     */
    static RunningServer start(ServeOptions options) throws StartException {
        StderrLog.use(options.logFormat(), options.logLevel());
        var home = HomeFolder.open(System.getenv(HomeFolder.VARIABLE));
        try {
            return new RunningServer(
                    new Server(new ServerOptions(home, options.config(), options.strictConfig(), Version.text())));
        } catch (RuntimeException e) {
            String message = e.getMessage();
            throw new StartException(ExitCode.START, message == null ? e.toString() : message);
        }
    }

    Server server() {
        return server;
    }

    /** When the process is told to leave: closes the server, then leaves with that exit code. */
    void haltOnSignal(int exitCode) {
        Runtime.getRuntime().addShutdownHook(Threads.create("shutdown", () -> {
            if (!left) {
                close();
                Runtime.getRuntime().halt(exitCode);
            }
        }));
    }

    /** Ends it; returns when that is done, or after ten seconds. May be called twice. */
    @Override
    public void close() {
        finish();
        left = true;
    }

    private void finish() {
        if (closing.compareAndSet(false, true)) {
            Threads.start("closing", () -> {
                try {
                    server.close();
                } finally {
                    closed.countDown();
                }
            });
        }
        try {
            if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                StderrLog.say("parlance-server: not everything was closed within " + CLOSE_SECONDS + " s; leaving");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a future, whatever its end. */
    static void await(CompletableFuture<?> future) {
        var unused = future.handle((result, failure) -> Boolean.TRUE).join();
    }
}

package dev.parlance.server.cli;

import dev.parlance.server.transport.ListenAddress;
import dev.parlance.server.transport.WebSocketListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Serves any number of WebSocket clients until SIGTERM or SIGINT. Turns that run may finish, for half a minute; a second
 * signal ends the process at once.
 *
 * <pre>{@code
 * System.exit(ListenServing.run(options, ListenAddress.parse("ws://127.0.0.1:4500")));
 * }</pre>
 */
final class ListenServing {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int SIGNALLED = 128;

    private ListenServing() {}

    /**
     * Returns the exit code after a signal.
     *
     * @throws StartException if nothing could be started, or the port is taken
     */
    static int run(ServeOptions options, ListenAddress address) throws StartException {
        try (RunningServer running = RunningServer.start(options);
                Listening listening = new Listening(listen(running, address), running)) {
            listening.awaitSignal();
        }
        return ExitCode.OK;
    }

    private static WebSocketListener listen(RunningServer running, ListenAddress address) throws StartException {
        try {
            return WebSocketListener.start(address, transport -> {
                var unused = running.server().connect(transport);
            });
        } catch (IOException e) {
            throw new StartException(ExitCode.START, e.getMessage());
        }
    }

    private record Listening(WebSocketListener listener, RunningServer running) implements AutoCloseable {
        void awaitSignal() {
            CompletableFuture<Integer> leave = new CompletableFuture<>();
            boolean taken = Signals.take(number -> {
                if (!leave.complete(number)) {
                    Runtime.getRuntime().halt(SIGNALLED + number);
                }
            });
            if (!taken) {
                running.haltOnSignal(ExitCode.OK);
            }
            StderrLog.say("listening on: " + listener.address());
            RunningServer.await(leave);
            if (!running.server().awaitIdle(GRACE)) {
                StderrLog.say("parlance-server: turns still run after " + GRACE.toSeconds() + " s; interrupting them");
            }
        }

        /** The server first, so that clients hear how their turns ended before they are cut off. */
        @Override
        public void close() {
            running.close();
            listener.close();
        }
    }
}

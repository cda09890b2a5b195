package dev.parlance.conformance.replay;

import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.StdioChannel;
import dev.parlance.conformance.wire.WebSocketChannel;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server that a recording is played to.
 *
 * <pre>{@code
 * try (Target target = Target.command(List.of("codex", "app-server"))) { … }
 * }</pre>
 */
public interface Target extends Closeable {
    /**
     * Opens one more connection.
     *
     * @throws IOException if it cannot be reached or started
     */
    Channel connect(Channel.Receiver receiver) throws IOException;

    /** Whether it serves several connections at once. */
    boolean severalConnections();

    /** For reports. */
    String name();

    /** Ends what was started. */
    @Override
    void close();

    /** A server that speaks lines on stdio; standard error goes where that of this process goes. */
    static Target command(List<String> command) {
        return new OnStdio(command);
    }

    /** A server that listens already. */
    static Target address(URI address, Map<String, String> headers, Duration deadline) {
        return new Listening(address, headers, deadline);
    }

    /** Started with the first connection. */
    final class OnStdio implements Target {
        private static final long GRACE_SECONDS = 10;

        private final List<String> command;
        private @Nullable Process process;

        private OnStdio(List<String> command) {
            this.command = List.copyOf(command);
        }

        @Override
        public Channel connect(Channel.Receiver receiver) throws IOException {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process = started;
            return StdioChannel.over(started, receiver);
        }

        @Override
        public boolean severalConnections() {
            return false;
        }

        @Override
        public String name() {
            return String.join(" ", command);
        }

        @Override
        public void close() {
            Process running = process;
            if (running == null) {
                return;
            }
            try {
                running.destroy();
                if (!running.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Reached by WebSocket. */
    final class Listening implements Target {
        private final URI address;
        private final Map<String, String> headers;
        private final Duration deadline;

        private Listening(URI address, Map<String, String> headers, Duration deadline) {
            this.address = address;
            this.headers = Map.copyOf(headers);
            this.deadline = deadline;
        }

        @Override
        public Channel connect(Channel.Receiver receiver) throws IOException {
            return WebSocketChannel.connect(address, headers, receiver, deadline);
        }

        @Override
        public boolean severalConnections() {
            return true;
        }

        @Override
        public String name() {
            return address.toString();
        }

        @Override
        public void close() {
            // It was there before and stays.
        }
    }
}

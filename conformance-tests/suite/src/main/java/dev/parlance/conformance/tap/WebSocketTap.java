package dev.parlance.conformance.tap;

import dev.parlance.conformance.wire.Link;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Listens for clients and joins each to a server of its own choosing, a {@link PassThrough} or a {@link Bridge}. A
 * connection that becomes a WebSocket is called {@code c1}, the next {@code c2}.
 *
 * <pre>{@code
 * WebSocketTap tap = new WebSocketTap(recorder, acceptor, new PassThrough(address), System.err::println);
 * tap.run();       // until closed from elsewhere
 * }</pre>
 */
public final class WebSocketTap implements Closeable {
    private static final Duration BETWEEN_CLIENTS = Duration.ofDays(1);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final TapRecorder recorder;
    private final WebSocketAcceptor acceptor;
    private final Joint joint;
    private final Consumer<String> log;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Closeable> running = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** A tap that tells troubles with single connections to the log; the recorder has to be started already. */
    public WebSocketTap(TapRecorder recorder, WebSocketAcceptor acceptor, Joint joint, Consumer<String> log) {
        this.recorder = recorder;
        this.acceptor = acceptor;
        this.joint = joint;
        this.log = log;
    }

    /** How a client that has connected is joined to its server. */
    public interface Joint {
        /**
         * Serves the client until the connection has ended.
         *
         * @throws IOException if client and server could not be brought together
         */
        void join(Link client, WebSocketTap tap) throws IOException;
    }

    /**
     * Serves clients until {@link #close()}.
     *
     * @throws IOException if nobody can be listened to any more
     */
    public void run() throws IOException {
        while (true) {
            try {
                serve(acceptor.accept(BETWEEN_CLIENTS));
            } catch (ClosedChannelException e) {
                return;
            } catch (SocketTimeoutException e) {
                // Nobody came for a day; somebody may come tomorrow.
            }
        }
    }

    private void serve(Link client) {
        Thread thread = new Thread(
                () -> {
                    try (client) {
                        running.add(client);
                        joint.join(client, this);
                    } catch (IOException e) {
                        log.accept("a connection could not be served: " + e.getMessage());
                    } finally {
                        running.remove(client);
                        threads.remove(Thread.currentThread());
                    }
                },
                "tap-connection");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Begins the record of one more connection. */
    Tape next(boolean framed) {
        return recorder.open("c" + count.incrementAndGet(), framed);
    }

    /** What is to be closed with the tap. */
    void with(Closeable closeable) {
        running.add(closeable);
    }

    /** What has ended by itself. */
    void without(Closeable closeable) {
        running.remove(closeable);
    }

    /** Takes no more clients, ends all connections and waits until all is handed to the recorder, ten seconds at most. */
    @Override
    public void close() throws IOException {
        acceptor.close();
        for (Closeable one : running) {
            one.close();
        }
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

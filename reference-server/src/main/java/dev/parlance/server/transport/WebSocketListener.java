package dev.parlance.server.transport;

import dev.parlance.rpc.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * Listens for WebSocket clients; each becomes a {@link Transport}. Load this class only where something has to listen:
 * its HTTP server costs half a second of a start. {@code GET /readyz} and {@code /healthz} answer 200 while it runs.
 *
 * <pre>{@code
 * try (WebSocketListener listener = WebSocketListener.start(ListenAddress.parse("ws://127.0.0.1:0"), server::connect)) {
 *     System.err.println("listening on: " + listener.address());
 * }
 * }</pre>
 */
public final class WebSocketListener implements AutoCloseable {
    private static final int MOST_THREADS = 16;
    private static final int INPUT_BUFFER = 1 << 16;
    /** Longer messages leave in several frames, since clients bound a frame sooner than a message. */
    private static final int FRAGMENT = 1 << 20;

    private final Server jetty;
    private final ServerConnector connector;

    private WebSocketListener(Server jetty, ServerConnector connector) {
        this.jetty = jetty;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @param accepted takes each connection over, on a thread of the listener: it must not wait for messages
     * @throws IOException if the port is taken or the address is none of this machine's
     */
    public static WebSocketListener start(ListenAddress address, Consumer<Transport> accepted) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("parlance-listener");
        threads.setDaemon(true);
        Server jetty = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.socket().getAddress().getHostAddress());
        connector.setPort(address.socket().getPort());
        jetty.addConnector(connector);
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(jetty);
        // Clients may be silent for hours.
        container.setIdleTimeout(Duration.ZERO);
        container.setInputBufferSize(INPUT_BUFFER);
        container.setMaxFrameSize(FRAGMENT);
        jetty.setHandler(new RequestGate(container, () -> new SocketEndpoint(accepted, connector.getScheduler())));
        try {
            // Bound before the rest is started, so that a taken port fails fast.
            connector.open();
            jetty.start();
        } catch (Exception e) {
            stop(jetty);
            throw new IOException("cannot listen on " + address + ": " + reason(e), e);
        }
        return new WebSocketListener(jetty, connector);
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof java.net.BindException)) {
            cause = cause.getCause();
        }
        return cause.getMessage()
                + (cause instanceof java.net.BindException
                        ? "; end the process that holds the port, or give another one (0 for any free port)"
                        : "");
    }

    /** Where it listens, with the real port. */
    public ListenAddress address() {
        InetSocketAddress asked = new InetSocketAddress(connector.getHost(), connector.getLocalPort());
        return new ListenAddress(asked);
    }

    /** Takes no more connections and cuts those that are left. */
    @Override
    public void close() {
        stop(jetty);
    }

    private static void stop(Server jetty) {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the listener did not stop: " + e.getMessage(), e);
        }
    }
}

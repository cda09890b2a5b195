package dev.parlance.server.transport;

import dev.parlance.rpc.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * Receives the frames of one WebSocket and gives them to its {@link Transport}. Public because Jetty calls it by
 * reflection; the rest of the server never does.
 *
 * <pre>{@code
 * new SocketEndpoint(server::connect, scheduler)   // one for each upgrade
 * }</pre>
 */
public final class SocketEndpoint implements Session.Listener {
    /** A client on this machine that lives answers a close at once. */
    private static final long CLOSE_SECONDS = 2;

    private final Consumer<Transport> accepted;
    private final Scheduler scheduler;
    private @Nullable Session session;
    private @Nullable SocketTransport transport;

    /** @param accepted takes the connection over; must not wait for messages */
    SocketEndpoint(Consumer<Transport> accepted, Scheduler scheduler) {
        this.accepted = accepted;
        this.scheduler = scheduler;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        SocketTransport created = new SocketTransport(
                opened, () -> scheduler.schedule(opened::disconnect, CLOSE_SECONDS, TimeUnit.SECONDS));
        transport = created;
        accepted.accept(created);
        opened.demand();
    }

    @Override
    public void onWebSocketPartialText(String text, boolean last) {
        if (transport != null) {
            transport.received(text, last);
        }
    }

    /** The protocol has no binary messages; they are dropped. */
    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        if (session != null) {
            session.demand();
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        if (transport != null) {
            transport.ended(new IOException(cause.getMessage(), cause), String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
        callback.succeed();
        if (transport != null) {
            transport.ended(null, "status " + status + (reason == null || reason.isEmpty() ? "" : ", " + reason));
        }
    }
}

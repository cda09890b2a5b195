package dev.parlance.server.transport;

import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Limits;
import dev.parlance.rpc.MessageInput;
import dev.parlance.rpc.MessageOutput;
import dev.parlance.rpc.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one WebSocket: a text frame is a message, whole or in fragments. What follows is asked of the
 * client when the last piece has been read, so at most one piece waits; what goes out is bounded by a {@link SendWindow}.
 *
 * <pre>{@code
 * SocketTransport transport = new SocketTransport(session, disconnectLater);
 * transport.received(text, last);   // from the frame handler
 * }</pre>
 */
final class SocketTransport implements Transport {
    /** A burst of deltas fits; a client that stalls holds no more than this in the socket layer. */
    private static final int WINDOW = 1 << 20;

    private static final int NORMAL = 1000;
    private static final int TOO_BIG = 1009;

    private final MessageInput input = new MessageInput();
    private final OutputStream output = new MessageOutput(this::send);
    private final SendWindow window = new SendWindow(WINDOW);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Session session;
    private final Runnable cutOffLater;
    private final int maxBytes = Limits.defaults().messageBytes();
    private volatile @Nullable String closeReason;
    private long messageBytes;

    /** @param cutOffLater ends the connection by force after a moment, if the client has not answered the close */
    SocketTransport(Session session, Runnable cutOffLater) {
        this.session = session;
        this.cutOffLater = cutOffLater;
    }

    /** A piece of a text message has come in; called by one thread at a time. */
    void received(String text, boolean last) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        messageBytes += bytes.length;
        if (messageBytes > maxBytes) {
            String reason = "a message is longer than " + maxBytes + " bytes";
            closeReason = reason;
            session.close(TOO_BIG, reason, Callback.NOOP);
            cutOffLater.run();
            input.end(new IOException(reason));
            return;
        }
        if (last) {
            messageBytes = 0;
        }
        input.add(bytes, last, session::demand);
    }

    /** The socket is gone, orderly or not; nothing more can be read or written. */
    void ended(@Nullable Throwable failure, String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        window.close(failure == null ? new IOException(reason) : failure);
        input.end(failure);
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        window.enter(length);
        session.sendText(
                new String(bytes, offset, length, StandardCharsets.UTF_8),
                Callback.from(() -> window.leave(length), window::close));
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public ConnectionClosedException ended(@Nullable Throwable failure) {
        String reason = closeReason;
        return reason == null
                ? Transport.super.ended(failure)
                : new ConnectionClosedException("the client's WebSocket has ended: " + reason, failure);
    }

    /** Says goodbye behind what is on its way, and cuts the connection when the client does not answer. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            session.close(NORMAL, null, Callback.NOOP);
            cutOffLater.run();
        }
        window.close(new IOException("closed by the server"));
        input.end(null);
    }
}

package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a server: each message is a text frame; fragments are joined, pings answered, binary frames ignored.
 *
 * <pre>{@code
 * Transport transport = WebSocketTransport.connect(
 *         URI.create("ws://127.0.0.1:4500"), Map.of("Authorization", "Bearer " + token), Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>Frames arrive on a thread of the HTTP client, which hands them to the reading thread: one change of thread that the
 * other transports do not have. The next piece is asked for when the last has been read, so nothing piles up.
 */
public final class WebSocketTransport implements Transport {
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final MessageInput input = new MessageInput();
    private final OutputStream output = new MessageOutput(this::send);
    private final WebSocket socket;
    private volatile @Nullable String closeReason;

    private WebSocketTransport(URI uri, Map<String, String> headers, Duration timeout) throws IOException {
        WebSocket.Builder builder = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .build()
                .newWebSocketBuilder()
                .connectTimeout(timeout);
        headers.forEach(builder::header);
        socket = await(builder.buildAsync(uri, new Listener()), timeout, "no WebSocket at " + uri);
    }

    /**
     * Connects.
     *
     * @param headers of the handshake, such as {@code Authorization}
     * @param timeout for the connection and the handshake
     * @throws IOException if nobody listens, the server refuses, or the time is over
     */
    public static WebSocketTransport connect(URI uri, Map<String, String> headers, Duration timeout)
            throws IOException {
        return new WebSocketTransport(uri, headers, timeout);
    }

    private static <T> T await(CompletionStage<T> stage, Duration timeout, String problem) throws IOException {
        try {
            return stage.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(problem + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException(problem + " within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(problem + ": interrupted", e);
        }
    }

    /** Called by one thread at a time, and returns when the frame is out: sends never overlap. */
    private void send(byte[] bytes, int offset, int length) throws IOException {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        try {
            socket.sendText(text, true).toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("the WebSocket is closed: " + cause.getMessage(), cause);
        }
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
                : new ConnectionClosedException("the other end closed the WebSocket: " + reason, failure);
    }

    @Override
    public void close() {
        try {
            if (!socket.isOutputClosed()) {
                await(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""), CLOSE, "no close handshake");
            }
        } catch (IOException e) {
            // It is cut off below.
        }
        socket.abort();
        input.end(null);
    }

    /** Runs on the HTTP client's threads, one call at a time. */
    private final class Listener implements WebSocket.Listener {
        /** The first half of a pair that was cut by the border of two pieces; zero for none. */
        private char high;

        @Override
        public void onOpen(WebSocket webSocket) {
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            StringBuilder text = new StringBuilder(data.length() + 1);
            if (high != 0) {
                text.append(high);
                high = 0;
            }
            text.append(data);
            int end = text.length() - 1;
            if (!last && end >= 0 && Character.isHighSurrogate(text.charAt(end))) {
                high = text.charAt(end);
                text.setLength(end);
            }
            input.add(text.toString().getBytes(StandardCharsets.UTF_8), last, () -> webSocket.request(1));
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closeReason = "status " + status + (reason.isEmpty() ? "" : ", " + reason);
            input.end(null);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            input.end(error);
        }
    }
}

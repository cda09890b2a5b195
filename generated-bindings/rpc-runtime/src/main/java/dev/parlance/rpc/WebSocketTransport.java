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
import java.util.concurrent.atomic.AtomicInteger;
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
    /** How long nothing may come before the other end is sent a ping. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final int QUICK_PINGS = 5;

    private final MessageInput input = new MessageInput();
    private final OutputStream output = new MessageOutput(this::send);
    private final WebSocket socket;
    private final Duration silence;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable String closeReason;
    private volatile boolean heard;
    private volatile boolean ended;

    private WebSocketTransport(URI uri, Map<String, String> headers, Duration timeout, Duration silence)
            throws IOException {
        this.silence = silence;
        WebSocket.Builder builder = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .build()
                .newWebSocketBuilder()
                .connectTimeout(timeout);
        headers.forEach(builder::header);
        socket = await(builder.buildAsync(uri, new Listener()), timeout, "no WebSocket at " + uri);
        SharedTimer.after(silence.toNanos(), this::beat);
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
        return connect(uri, headers, timeout, SILENCE);
    }

    static WebSocketTransport connect(URI uri, Map<String, String> headers, Duration timeout, Duration silence)
            throws IOException {
        return new WebSocketTransport(uri, headers, timeout, silence);
    }

    /**
     * The JDK's WebSocket (seen on 17.0.15) now and then tells nobody that TCP has ended without a close frame. Sending
     * fails then, so a silent connection is sent pings.
     */
    private void beat() {
        if (ended) {
            return;
        }
        if (!heard) {
            unanswered.incrementAndGet();
            var unused = socket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, failure) -> {
                // An illegal state: the ping before this one is still under way.
                if (failure != null && !(failure instanceof IllegalStateException)) {
                    end(failure);
                }
            });
        }
        heard = false;
        // The first sends after the end of TCP still succeed, so a few follow quickly.
        int open = unanswered.get();
        boolean inDoubt = open > 0 && open <= QUICK_PINGS;
        SharedTimer.after(inDoubt ? silence.toNanos() / QUICK_PINGS : silence.toNanos(), this::beat);
    }

    private void end(@Nullable Throwable cause) {
        ended = true;
        input.end(cause);
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
        end(null);
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
            heard = true;
            unanswered.set(0);
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
            heard = true;
            unanswered.set(0);
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            unanswered.set(0);
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closeReason = "status " + status + (reason.isEmpty() ? "" : ", " + reason);
            end(null);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(error);
        }
    }
}

package dev.parlance.server.model;

import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.agent.protocol.CodexErrorInfoResponseStreamConnectionFailed;
import dev.parlance.server.Threads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an endpoint of the OpenAI Responses API. Faults of the endpoint (5xx, a connection that breaks before an answer)
 * are tried again in silence, {@link ResponsesSettings#requestMaxRetries()} times; everything else is the turn loop's:
 * it tries again what {@link ModelException#retryable()} allows.
 *
 * <pre>{@code
 * try (ModelProvider provider = new ResponsesProvider(settings); ModelStream answer = provider.open(request)) {
 *     for (ModelEvent event = answer.next(); event != null; event = answer.next()) { ... }
 * }
 * }</pre>
 *
 * <p>Redirects are not followed, so that the key reaches the configured origin alone. The proxy is the JVM's. Thread-safe.
 */
public final class ResponsesProvider implements ModelProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ResponsesProvider.class);

    /** How much of a refusal is read. */
    private static final int LONGEST_REFUSAL = 64 << 10;

    /** How long a refusal may take to come in whole. */
    private static final Duration REFUSAL_LIMIT = Duration.ofSeconds(10);

    /** How long the end of an answer may take after its last event before the connection is not worth keeping. */
    private static final long LAST_BYTES_MS = 2_000;

    private final ResponsesSettings settings;
    private final Pause pause;
    private @Nullable HttpClient client;
    private @Nullable ExecutorService threads;
    private boolean closed;

    /** Opens nothing yet. */
    public ResponsesProvider(ResponsesSettings settings) {
        this(settings, delay -> TimeUnit.MILLISECONDS.sleep(delay.toMillis()));
    }

    ResponsesProvider(ResponsesSettings settings, Pause pause) {
        this.settings = settings;
        this.pause = pause;
    }

    /** How the time between two tries passes. */
    interface Pause {
        /** Waits. */
        void pass(Duration delay) throws InterruptedException;
    }

    /** What the provider was made with; the turn loop reads its number of retries here. */
    public ResponsesSettings settings() {
        return settings;
    }

    @Override
    public void prepare() {
        try {
            client();
        } catch (ModelException e) {
            LOG.debug("{} was closed before its first use", settings);
        }
    }

    @Override
    public ModelStream open(ModelRequest request) throws ModelException, InterruptedException {
        ResponsesCall call = ResponsesCall.of(settings, RequestBody.of(request));
        for (int retry = 1; ; retry++) {
            try {
                return new ResponsesStream(send(call), settings.streamIdleTimeout(), later());
            } catch (RefusedException e) {
                if (!e.refusal.silentRetry() || retry > settings.requestMaxRetries()) {
                    throw e.refusal.failure();
                }
                LOG.info(
                        "{} failed, retry {}: {}",
                        settings,
                        retry,
                        e.refusal.failure().getMessage());
            }
            pause.pass(Backoff.delay(retry));
        }
    }

    /** Ends the threads; answers that are still being read break off. */
    @Override
    public synchronized void close() {
        closed = true;
        client = null;
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    private ChunkQueue send(ResponsesCall call) throws RefusedException, ModelException, InterruptedException {
        HttpResponse<ChunkQueue> response = exchange(call);
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw new RefusedException(HttpRefusal.of(response.statusCode(), call.redact(refusal(response.body()))));
    }

    private HttpResponse<ChunkQueue> exchange(ResponsesCall call)
            throws RefusedException, ModelException, InterruptedException {
        ChunkQueue body = new ChunkQueue();
        CompletableFuture<HttpResponse<ChunkQueue>> answer = client().sendAsync(call.http(), head -> body);
        boolean taken = false;
        try {
            HttpResponse<ChunkQueue> response =
                    answer.get(settings.streamIdleTimeout().toMillis(), TimeUnit.MILLISECONDS);
            taken = true;
            return response;
        } catch (TimeoutException e) {
            String text = "the model provider \"" + settings.name() + "\" did not answer within "
                    + settings.streamIdleTimeout().toMillis() + " ms (stream_idle_timeout_ms)";
            throw new RefusedException(new HttpRefusal(Failures.again(text, streamFailed(), e), false));
        } catch (ExecutionException e) {
            throw new RefusedException(broken(e.getCause() == null ? e : e.getCause()));
        } finally {
            if (!taken) {
                answer.cancel(true);
                // Where the answer won the race against the cancellation, its connection is closed.
                body.cancel();
            }
        }
    }

    private HttpRefusal broken(Throwable cause) {
        boolean connecting = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String where = "the model provider \"" + settings.name() + "\" at " + settings.origin();
        if (connecting) {
            String text = "cannot connect to " + where + ": " + Failures.bounded(reason);
            return new HttpRefusal(Failures.again(text, HttpRefusal.connectionFailed(null), cause), false);
        }
        String text = "no answer from " + where + ": " + Failures.bounded(reason);
        return new HttpRefusal(Failures.again(text, streamFailed(), cause), true);
    }

    private static CodexErrorInfo streamFailed() {
        return new CodexErrorInfo.ResponseStreamConnectionFailed(
                CodexErrorInfoResponseStreamConnectionFailed.builder().build());
    }

    private static String refusal(ChunkQueue body) throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            List<ByteBuffer> chunks = body.take(REFUSAL_LIMIT);
            while (chunks != null && text.size() < LONGEST_REFUSAL) {
                for (ByteBuffer chunk : chunks) {
                    byte[] bytes = new byte[chunk.remaining()];
                    chunk.get(bytes);
                    text.writeBytes(bytes);
                }
                chunks = body.take(REFUSAL_LIMIT);
            }
        } catch (TimeoutException | IOException e) {
            LOG.debug("a refusal broke off after {} bytes", text.size());
        } finally {
            body.cancel();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private synchronized Executor later() {
        ExecutorService known = threads;
        return known == null
                ? Runnable::run
                : CompletableFuture.delayedExecutor(LAST_BYTES_MS, TimeUnit.MILLISECONDS, known);
    }

    private synchronized HttpClient client() throws ModelException {
        if (closed) {
            throw Failures.last("the model provider \"" + settings.name() + "\" is closed", Value.OTHER);
        }
        HttpClient known = client;
        if (known == null) {
            threads = Threads.pool("model-http");
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.connectTimeout())
                    .executor(threads);
            if (settings.baseUrl().strip().regionMatches(true, 0, "http:", 0, 5)) {
                leaveTlsOut(builder);
            }
            known = builder.build();
            client = known;
        }
        return known;
    }

    /**
     * For an address without TLS, which no redirect leads away from: the client would read the certificates of the whole
     * world all the same, 40 ms of the first turn. A context that was never initialised refuses to be used.
     */
    private static void leaveTlsOut(HttpClient.Builder builder) {
        try {
            builder.sslContext(SSLContext.getInstance("TLS")).sslParameters(new SSLParameters());
        } catch (NoSuchAlgorithmException e) {
            LOG.debug("this JVM has no TLS, or calls it otherwise");
        }
    }

    /** No stream came of a request. */
    private static final class RefusedException extends Exception {
        private final transient HttpRefusal refusal;

        RefusedException(HttpRefusal refusal) {
            super(refusal.failure());
            this.refusal = refusal;
        }
    }
}

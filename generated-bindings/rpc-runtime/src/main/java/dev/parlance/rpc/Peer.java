package dev.parlance.rpc;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One end of a JSON-RPC connection: client, server or both. It calls the methods of the other end and has the
 * {@link Handlers} called for those of its own.
 *
 * <pre>{@code
 * try (Peer peer = Peer.builder(ChildProcess.builder("agent", "serve").start())
 *         .handlers(handlers)
 *         .start()) {
 *     ThreadReadResponse thread = peer.call(THREAD_READ, new ThreadReadParams("t1"));
 * }
 * }</pre>
 *
 * <p>One thread reads; it calls handlers and completes futures, in the order of the wire, so what depends on them must
 * not block. Waiting for an answer on it fails at once with an {@link IllegalStateException}. Sending may be done from any
 * thread, and waits when the other end does not keep up; see {@link Limits} for the bounds.
 *
 * <p>At the end of input every pending call fails. Requests accepted before it can still be answered: {@link #closed()}
 * tells when the last one was.
 */
public final class Peer implements Caller, AutoCloseable {
    /** How long {@link #close()} waits for what has been sent to leave. */
    private static final long FINISH_MILLIS = 1_000;

    private final Transport transport;
    private final Limits limits;
    private final Dialect dialect;
    private final Diagnostics diagnostics;
    private final @Nullable Duration timeout;
    private final Connection connection;
    private final Outbound outbound;
    private final Requests requests;
    private final Dispatcher dispatcher;
    private final Watchdog watchdog;
    private final CompletableFuture<ConnectionClosedException> closed = new CompletableFuture<>();
    private final CompletableFuture<ConnectionClosedException> disconnected = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable ConnectionClosedException reason;

    private Peer(Builder builder) {
        transport = builder.transport;
        limits = builder.limits;
        dialect = builder.dialect;
        diagnostics = builder.diagnostics;
        timeout = builder.timeout;
        Context context = new Context();
        Handlers handlers = builder.handlers.apply(this);
        requests = new Requests(builder.window, limits.pendingRequests());
        connection = new Connection(transport.output(), limits, builder.detached);
        outbound = new Outbound(connection, builder.codec, transport.framing(), dialect);
        dispatcher = new Dispatcher(context, handlers, requests, outbound, context, this::sendWaiting);
        ReadAhead input = new ReadAhead(transport.input(), limits.queuedBytes());
        watchdog = new Watchdog(connection, input, requests, context);
        FrameReader frames = transport.framing().reader(input, limits.messageBytes(), connection::flushBeforeBlocking);
        Envelope envelope = new Envelope(builder.codec, handlers, requests);
        requests.onRoom(this::sendWaiting);
        Thread reader = Threads.create("reader", new Inbound(frames, envelope, dispatcher, context));
        connection.start(reader, watchdog);
        reader.start();
    }

    /** Starts to describe a peer on that transport, which it owns from {@link Builder#start()} on. */
    public static Builder builder(Transport transport) {
        return new Builder(transport);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The future also fails with an {@link RpcTimeoutException}, with a {@link LimitExceededException} where too many
     * requests are pending, and with an {@link IllegalArgumentException} where the params cannot be written or the result
     * does not fit its type. Completing or cancelling it from outside forgets the request.
     */
    @Override
    public <P, R> CompletableFuture<R> request(Method<P, R> method, @Nullable P params) {
        return request(method, params, timeout);
    }

    /**
     * The same with a timeout of its own.
     *
     * @param limit from now to the answer, waiting for a place in the window included; null for none
     */
    public <P, R> CompletableFuture<R> request(Method<P, R> method, @Nullable P params, @Nullable Duration limit) {
        long deadline = limit == null ? 0 : watchdog.deadline(limit.toNanos());
        Call<R> call = new Call<>(requests, connection, method, params, limit, deadline);
        switch (requests.add(call)) {
            case SEND -> send(call);
            case WAIT -> {}
            case FULL ->
                call.refuse(new LimitExceededException(
                        limits.pendingRequests() + " requests are pending; wait for answers before sending more"));
            case CLOSED -> call.refuse(why());
        }
        return call;
    }

    private ConnectionClosedException why() {
        ConnectionClosedException why = reason;
        return why == null ? new ConnectionClosedException("the connection is closed") : why.again();
    }

    private void send(Call<?> call) {
        Object params = call.params;
        call.params = null;
        try {
            outbound.request(call.id, call.method.name(), params);
        } catch (ConnectionClosedException e) {
            call.completeExceptionally(e);
        } catch (IOException | RuntimeException e) {
            call.completeExceptionally(
                    new IllegalArgumentException("the params of " + call.method.name() + " cannot be written", e));
        }
    }

    private void sendWaiting() {
        for (Call<?> call; requests.anyWaiting() && (call = requests.launchNext()) != null; ) {
            send(call);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the params cannot be written; nothing was sent
     */
    @Override
    public <P> void notify(Method<P, Void> method, @Nullable P params) {
        try {
            outbound.notification(method.name(), params);
        } catch (IOException e) {
            throw new IllegalArgumentException("the params of " + method.name() + " cannot be written", e);
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @throws RpcException if the other end refused
     * @throws ConnectionClosedException if it never will be answered
     * @throws RpcTimeoutException if it was not answered in time
     * @throws IllegalStateException on the reading thread, where it could never be answered
     */
    public <P, R> R call(Method<P, R> method, @Nullable P params) throws InterruptedException {
        if (connection.onReadingThread()) {
            throw new IllegalStateException(
                    method.name() + " was called and waited for on the reading thread, which would "
                            + "have to read the answer: use request(...) and return its future, or call from another thread");
        }
        CompletableFuture<R> future = request(method, params);
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("call of " + method.name() + " failed", e.getCause());
        }
    }

    /** True on the thread that calls handlers and completes futures. */
    public boolean onReadingThread() {
        return connection.onReadingThread();
    }

    /**
     * Id of the request whose handler is running: what a protocol's own notifications may name it by.
     *
     * @return a {@link Long} or a {@link String}
     * @throws IllegalStateException outside of a request's handler, or on another thread than it is called on
     */
    public Object servedRequestId() {
        Object id = connection.onReadingThread() ? dispatcher.servedId() : null;
        if (id == null) {
            throw new IllegalStateException("no handler of a request is running on this thread");
        }
        return id;
    }

    /**
     * Id of a request of ours: what a protocol's own notifications may name it by.
     *
     * @param answer as {@link #request} returned it
     * @return 0 while it waits for its turn in the window, and where it was never sent
     * @throws IllegalArgumentException if the future is of another origin
     */
    public long idOf(CompletableFuture<?> answer) {
        if (!(answer instanceof Call<?> call)) {
            throw new IllegalArgumentException("not a future that request(...) returned");
        }
        return requests.idOf(call);
    }

    /** Our requests that have no answer yet. */
    public int pendingRequests() {
        return requests.outstanding();
    }

    /** Requests of the other end that have no answer yet. */
    public int unansweredRequests() {
        return dispatcher.unanswered();
    }

    /**
     * Completes, never exceptionally, when nothing more can come: with the reason. Requests accepted before may still wait
     * for their answer; see {@link #closed()}.
     */
    public CompletableFuture<ConnectionClosedException> disconnected() {
        return disconnected.copy();
    }

    /** Completes, never exceptionally, when nothing more can come and every accepted request is answered: with the reason. */
    public CompletableFuture<ConnectionClosedException> closed() {
        return closed.copy();
    }

    /** Ends the connection: what has been sent leaves first, for at most a second, and pending calls fail. */
    @Override
    public void close() {
        ConnectionClosedException why = new ConnectionClosedException("closed by this end");
        if (!ended.get()) {
            connection.finish(FINISH_MILLIS, why);
        }
        end(why);
        closeTransport();
    }

    private void closeTransport() {
        try {
            transport.close();
        } catch (IOException e) {
            diagnostics.report(
                    new Diagnostic(Diagnostic.Kind.INTERNAL, "the transport did not close: " + e.getMessage(), e));
        }
    }

    private void failCalls(ConnectionClosedException why) {
        if (reason == null) {
            reason = why;
        }
        for (Call<?> call : requests.close()) {
            call.refuse(why());
        }
        disconnected.complete(why());
    }

    private void end(ConnectionClosedException why) {
        if (ended.compareAndSet(false, true)) {
            failCalls(why);
            connection.fail(why());
            closed.complete(why());
        }
    }

    /** What the parts see of this. */
    private final class Context implements PeerContext, Dispatcher.InputEnd {
        @Override
        public Limits limits() {
            return limits;
        }

        @Override
        public Dialect dialect() {
            return dialect;
        }

        @Override
        @SuppressWarnings("EmptyCatch") // a listener's fault must not end the connection
        public void report(Diagnostic.Kind kind, String message, @Nullable Throwable cause) {
            try {
                diagnostics.report(new Diagnostic(kind, message, cause));
            } catch (RuntimeException e) {
                // Said in Diagnostics: ignored.
            }
        }

        @Override
        public void end(ConnectionClosedException why) {
            Peer.this.end(why);
            Threads.start("closer", Peer.this::closeTransport);
        }

        @Override
        public void inputEnded(@Nullable Throwable failure) {
            connection.flushBeforeBlocking();
            if (!ended.get()) {
                failCalls(transport.ended(failure));
                // What the failed calls' dependents answered on this thread, which will not block again.
                connection.flushBeforeBlocking();
            }
        }

        @Override
        public void allAnswered() {
            closed.complete(why());
        }
    }

    /**
     * Describes a peer.
     *
     * <pre>{@code
     * Peer peer = Peer.builder(StdioTransport.open()).handlers(handlers).requestTimeout(null).start();
     * }</pre>
     */
    public static final class Builder {
        private final Transport transport;
        private Codec codec = new DatabindCodec();
        private Function<Caller, Handlers> handlers =
                caller -> Handlers.builder().build();
        private Dialect dialect = Dialect.plain();
        private Limits limits = Limits.defaults();
        private Diagnostics diagnostics = Diagnostics::log;
        private @Nullable Duration timeout = Duration.ofSeconds(60);
        private int window = 100;
        private boolean detached;

        private Builder(Transport transport) {
            this.transport = Objects.requireNonNull(transport);
        }

        /** What is done with methods received; nothing is handled unless this is called. */
        public Builder handlers(Handlers value) {
            Objects.requireNonNull(value);
            handlers = caller -> value;
            return this;
        }

        /** The same for handlers that call back: the function is given this peer, which must not be used before it starts. */
        public Builder handlers(Function<Caller, Handlers> value) {
            handlers = Objects.requireNonNull(value);
            return this;
        }

        /** Binds params and results; {@link DatabindCodec} unless said. */
        public Builder codec(Codec value) {
            codec = Objects.requireNonNull(value);
            return this;
        }

        /** {@link Dialect#plain()} unless said. */
        public Builder dialect(Dialect value) {
            dialect = Objects.requireNonNull(value);
            return this;
        }

        /** {@link Limits#defaults()} unless said. */
        public Builder limits(Limits value) {
            limits = Objects.requireNonNull(value);
            return this;
        }

        /** Told what the peer survives; {@link Diagnostics#log} unless said. */
        public Builder diagnostics(Diagnostics value) {
            diagnostics = Objects.requireNonNull(value);
            return this;
        }

        /** How long a request may take at least, and up to a fifth of a second longer; a minute unless said, null for no limit. */
        public Builder requestTimeout(@Nullable Duration value) {
            timeout = value;
            return this;
        }

        /**
         * How many requests may be in flight; 100 unless said. Further ones wait for their turn here, since servers refuse
         * or lose what is too much for them: codex 0.169.0 accepts about 128.
         */
        public Builder window(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("window must be at least 1: " + value);
            }
            window = value;
            return this;
        }

        /**
         * Gives the connection a thread that writes, so that whoever sends does not wait for an end that reads slowly: for a
         * server that tells several clients the same. Off unless said; then a sender writes itself.
         */
        public Builder detachedWriter(boolean value) {
            detached = value;
            return this;
        }

        /** Starts reading. */
        public Peer start() {
            return new Peer(this);
        }
    }
}

package dev.parlance.scripted;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that plays a {@link Script}: an endpoint of the OpenAI Responses API on loopback that needs no account, says
 * the same thing every time, and remembers what it was asked. For tests of anything that calls such an endpoint.
 *
 * <pre>{@code
 * try (ScriptedModel model = ScriptedModel.start(Script.of(
 *         Reply.of(Step.call("exec_command", Map.of("cmd", "ls"))),
 *         Reply.of(Step.text("Done."))))) {
 *     startServer("base_url = \"" + model.baseUrl() + "\"");
 *     ...
 *     assertThat(model.awaitRequest(1, Duration.ofSeconds(10)).callOutput("call_0_0")).isPresent();
 *     assertThat(model.problems()).isEmpty();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Serves {@code POST /v1/responses} and {@code GET /v1/models}; {@code POST /gates/NAME/release} opens
 * a gate from another process.
 */
public final class ScriptedModel implements AutoCloseable {
    static {
        // Without it every small event waits for the acknowledgement of the one before, up to 40 ms. Read once by the
        // server's classes; a setting of the user's own is left alone.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final Limits limits;
    private final HttpServer server;
    private final ExecutorService threads;
    private volatile ModelState state;

    private ScriptedModel(int port, Script script, Limits limits) throws IOException {
        this.limits = limits;
        this.state = new ModelState(script, limits);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "scripted-model-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> new Endpoint(state).handle(exchange));
        server.start();
    }

    /** A model without replies, on a free port; give it some with {@link #add}. */
    public static ScriptedModel start() {
        return start(Script.of());
    }

    /** A model that plays the script, on a free port, within {@link Limits#DEFAULT}. */
    public static ScriptedModel start(Script script) {
        return start(0, script, Limits.DEFAULT);
    }

    /**
     * A model on a port of one's choice; 0 for a free one.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static ScriptedModel start(int port, Script script, Limits limits) {
        try {
            return new ScriptedModel(port, script, limits);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback port " + port + ": " + e.getMessage(), e);
        }
    }

    /** What a client is configured with: {@code http://127.0.0.1:PORT/v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /** The port listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Adds replies at the end of the script, for requests that meet no condition. */
    public void add(Reply... replies) {
        List<ReplySource> more = ReplySource.of(replies);
        more.forEach(state::know);
        state.casting().add(more);
    }

    /**
     * Goes on with another script at the same address, as if it had just been started: what it was asked and what went
     * wrong is forgotten, and replies of the old script that are still open are broken.
     */
    public void startOver(Script script) {
        ModelState old = state;
        state = new ModelState(script, limits);
        old.close();
    }

    /**
     * The gate of this name in the script.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Gate gate(String name) {
        Gate gate = state.gates().get(name);
        if (gate == null) {
            throw new IllegalArgumentException("no gate \"" + name + "\" in the script; there are "
                    + state.gates().keySet());
        }
        return gate;
    }

    /** The model calls that were the script's to answer, oldest first: no side requests, nothing else. */
    public List<ModelRequest> requests() {
        return state.turns().kept();
    }

    /** Every HTTP request that came, oldest first. */
    public List<ModelRequest> allRequests() {
        return state.everything().kept();
    }

    /** How many {@link #requests} there were, those no longer remembered included. */
    public int requestCount() {
        return state.turns().total();
    }

    /**
     * The request with this number among {@link #requests}, counted from 0 over the model's life; waits for it.
     *
     * @throws IllegalStateException if it does not come within {@code limit}, is no longer remembered, or the waiting
     *     thread is interrupted
     */
    public ModelRequest awaitRequest(int number, Duration limit) {
        return state.turns().await(number, limit);
    }

    /** What went wrong in a way the script did not ask for: requests past its end, gates never released. */
    public List<String> problems() {
        return state.problems();
    }

    /** How many replies nobody has asked for yet. */
    public int repliesLeft() {
        return state.casting().left();
    }

    /** Stops listening and breaks every open reply. */
    @Override
    public void close() {
        state.close();
        threads.shutdownNow();
        server.stop(0);
    }
}

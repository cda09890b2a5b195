package dev.parlance.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.scripted.AfterEnd;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the scripted model says, recorded once and sent in one piece: it flushes event by event, which takes longer than
 * a server takes for them.
 */
final class PreparedModel implements AutoCloseable {
    static final int DELTAS = 20_000;
    /** A turn with these words is answered with {@link #DELTAS} deltas, any other with a few. */
    static final String LONG = "say it at length";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "model");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger replies = new AtomicInteger();
    private final String brief;
    private final byte[] lengthy;
    private final byte[] models;

    PreparedModel() throws IOException, InterruptedException {
        Script script = Script.builder()
                .reply(Reply.of(Step.text("Hello, what can I do for you?")))
                .reply(Reply.of(Step.text("word ".repeat(DELTAS))))
                .afterEnd(AfterEnd.FAIL)
                .build();
        try (ScriptedModel model = ScriptedModel.start(script)) {
            HttpRequest.BodyPublisher empty =
                    HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"stream\":true,\"input\":[]}");
            brief = new String(fetch(model, "/responses", "POST", empty), UTF_8);
            lengthy = fetch(model, "/responses", "POST", empty);
            models = fetch(model, "/models", "GET", HttpRequest.BodyPublishers.noBody());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static byte[] fetch(ScriptedModel model, String path, String method, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(model.baseUrl() + path))
                .method(method, body)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean asked = exchange.getRequestURI().getPath().endsWith("/responses");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            byte[] reply = !asked ? models : body.contains(LONG) ? lengthy : brief();
            exchange.getResponseHeaders().set("content-type", asked ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    /** Two answers of one thread must not have items of the same id. */
    private byte[] brief() {
        int number = replies.incrementAndGet();
        return brief.replace("\"msg_0_", "\"msg_" + number + "_")
                .replace("\"resp_0\"", "\"resp_" + number + "\"")
                .getBytes(UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.parlance.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The real server at the level of JSON lines, without any of our runtime: the plain truth that the typed clients are
 * compared with.
 */
final class CodexProcess implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CodexHome home;
    private final Process process;
    private final OutputStream stdin;
    private final Thread reader;
    private final List<JsonNode> received = new ArrayList<>();
    private final Map<String, Function<JsonNode, JsonNode>> answers = new ConcurrentHashMap<>();
    private boolean ended;
    private int nextId;

    private CodexProcess(CodexHome home) throws IOException {
        this.home = home;
        ProcessBuilder builder =
                new ProcessBuilder(home.command()).directory(home.work().toFile());
        builder.environment().clear();
        builder.environment().putAll(home.environment());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(home.stderr().toFile()));
        this.process = builder.start();
        this.stdin = process.getOutputStream();
        this.reader = new Thread(this::readAll, "codex-stdout");
        reader.setDaemon(true);
    }

    /** Starts the server and initializes the connection. */
    static CodexProcess start(CodexHome home, boolean experimental) throws IOException {
        CodexProcess codex = new CodexProcess(home);
        codex.reader.start();
        ObjectNode params = JSON.createObjectNode();
        params.putObject("clientInfo").put("name", "parlance").put("version", "0.1.0");
        params.putObject("capabilities").put("experimentalApi", experimental);
        codex.call("initialize", params);
        codex.send(JSON.createObjectNode().put("method", "initialized"));
        return codex;
    }

    /** Answers every server request of this method with what the function makes of its params. */
    void answer(String method, Function<JsonNode, JsonNode> result) {
        answers.put(method, result);
    }

    /** Sends a request and waits for its result. */
    JsonNode call(String method, @Nullable ObjectNode params) throws IOException {
        JsonNode answer = exchange(method, params);
        if (!answer.has("result")) {
            throw new IllegalStateException(method + " was answered " + answer);
        }
        return answer.path("result");
    }

    /** Sends a request and waits for its answer, be it a result or an error. */
    JsonNode exchange(String method, @Nullable ObjectNode params) throws IOException {
        int id = nextId++;
        int from = received().size();
        ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
        if (params != null) {
            request.set("params", params);
        }
        send(request);
        return await(method, from, m -> !m.has("method") && m.path("id").asInt(-1) == id);
    }

    /** Waits for a notification, looking from this index of {@link #received()} on. */
    JsonNode awaitNotification(String method, int from) {
        return await(method, from, message -> message.path("method").asText().equals(method))
                .path("params");
    }

    /** Waits for the first item of this type that is completed. */
    JsonNode awaitCompleted(String itemType) {
        return await(
                        "a completed " + itemType,
                        0,
                        message -> message.path("method").asText().equals("item/completed")
                                && message.at("/params/item/type").asText().equals(itemType))
                .at("/params/item");
    }

    /** Everything the server sent so far. */
    List<JsonNode> received() {
        synchronized (received) {
            return new ArrayList<>(received);
        }
    }

    /** Closes stdin and waits for the server to go. */
    @Override
    public void close() throws IOException {
        stdin.close();
        try {
            reader.join(PATIENCE.toMillis());
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server outlives its stdin");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void send(JsonNode message) throws IOException {
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (stdin) {
            stdin.write(line);
            stdin.flush();
        }
    }

    private JsonNode await(String what, int from, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (received) {
            int at = from;
            while (true) {
                for (; at < received.size(); at++) {
                    if (wanted.test(received.get(at))) {
                        return received.get(at);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new IllegalStateException(what + " did not come; after it was asked for came "
                            + received.subList(from, received.size()) + "; stderr: " + stderr());
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for " + what, e);
                }
            }
        }
    }

    private void readAll() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(JSON.readTree(line));
            }
        } catch (IOException e) {
            // The waiting test says what it misses; a broken pipe is only how the end looks from here.
        } finally {
            synchronized (received) {
                ended = true;
                received.notifyAll();
            }
        }
    }

    private void take(JsonNode message) throws IOException {
        synchronized (received) {
            received.add(message);
            received.notifyAll();
        }
        Function<JsonNode, JsonNode> answer = answers.get(message.path("method").asText());
        if (message.has("id") && answer != null) {
            ObjectNode reply = JSON.createObjectNode();
            reply.set("id", message.get("id"));
            reply.set("result", answer.apply(message.path("params")));
            send(reply);
        }
    }

    private String stderr() {
        try {
            String text = Files.readString(home.stderr());
            return text.substring(Math.max(0, text.length() - 2_000));
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }
}

package dev.parlance.codex.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codex.CodexHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One server process and the JSON lines it wrote, in order, without any of our runtime in between. Each wait takes the
 * oldest message that fits and was not taken yet.
 */
final class WireClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CodexHome home;
    private final Process process;
    private final OutputStream stdin;
    private final Thread reader;
    private final List<JsonNode> received = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private final Map<Integer, String> asked = new HashMap<>();
    private boolean ended;
    private int nextId = 1;

    WireClient(Subject subject, CodexHome home) throws IOException {
        this.home = home;
        ProcessBuilder builder =
                new ProcessBuilder(subject.command(home)).directory(home.work().toFile());
        builder.environment().clear();
        builder.environment().putAll(subject.environment(home));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(home.stderr().toFile()));
        this.process = builder.start();
        this.stdin = process.getOutputStream();
        this.reader = new Thread(this::readAll, "server-stdout");
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends a request; what is to come for it is awaited with {@link #answer}. */
    int send(String method, @Nullable JsonNode params) throws IOException {
        int id;
        synchronized (received) {
            id = nextId++;
            asked.put(id, method);
        }
        ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
        if (params != null) {
            request.set("params", params);
        }
        write(request);
        return id;
    }

    void notify(String method) throws IOException {
        write(JSON.createObjectNode().put("method", method));
    }

    /** The answer to a request of ours, be it a result or an error. */
    JsonNode answer(int id) {
        return take(
                "the answer to " + asked.get(id),
                m -> !m.has("method") && m.path("id").asInt(-1) == id);
    }

    /** The next notification of that method. */
    JsonNode notification(String method) {
        return notification(method, params -> true);
    }

    /** The next notification of that method whose params fit. */
    JsonNode notification(String method, Predicate<JsonNode> fits) {
        return take(
                        method,
                        m -> m.path("method").asText().equals(method) && !m.has("id") && fits.test(m.path("params")))
                .path("params");
    }

    /** The next request of the server. */
    JsonNode request() {
        return take("a request of the server", m -> m.has("method") && m.has("id"));
    }

    /** Answers a request of the server with {@code result} or {@code error}. */
    void reply(JsonNode request, String member, JsonNode value) throws IOException {
        ObjectNode reply = JSON.createObjectNode();
        reply.set("id", request.get("id"));
        reply.set(member, value);
        write(reply);
    }

    /** Everything the server wrote, answers with the method they belong to. */
    List<Said> said() {
        synchronized (received) {
            return received.stream()
                    .map(m -> new Said(
                            m.has("method")
                                    ? null
                                    : asked.getOrDefault(m.path("id").asInt(-1), "nothing"),
                            m))
                    .toList();
        }
    }

    /**
     * A message of the server.
     *
     * @param answers method of the request it answers; null where it is no answer
     */
    record Said(@Nullable String answers, JsonNode message) {}

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

    private void write(JsonNode message) throws IOException {
        stdin.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    private JsonNode take(String what, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (received) {
            int at = 0;
            while (true) {
                for (; at < received.size(); at++) {
                    if (!taken.contains(at) && wanted.test(received.get(at))) {
                        taken.add(at);
                        return received.get(at);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new IllegalStateException(what + " did not come" + (ended ? ", the server is gone" : "")
                            + "; the last messages were " + tail() + "; stderr: " + stderr());
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

    private List<JsonNode> tail() {
        return received.subList(Math.max(0, received.size() - 12), received.size());
    }

    private void readAll() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = JSON.readTree(line);
                synchronized (received) {
                    received.add(message);
                    received.notifyAll();
                }
            }
        } catch (IOException e) {
            // Whoever waits says what is missing; a broken pipe is only how the end looks from here.
        } finally {
            synchronized (received) {
                ended = true;
                received.notifyAll();
            }
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

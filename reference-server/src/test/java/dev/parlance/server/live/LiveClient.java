package dev.parlance.server.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.rpc.Transport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A client that speaks raw JSON and remembers every message it was sent, in order. Waits have a deadline; nothing is
 * answered unless the test does.
 */
public final class LiveClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DEADLINE_SECONDS = 20;

    private final Transport transport;
    private final OutputStream out;
    private final Transcript transcript = new Transcript();
    /** Guarded by this. */
    private final List<JsonNode> received = new ArrayList<>();

    private boolean ended;
    private long lastId;

    public LiveClient(Transport transport) {
        this.transport = transport;
        this.out = transport.output();
        Thread reader = new Thread(this::read, "live-client");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(transport.input(), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next; (next = in.read()) >= 0; ) {
                if (next == '\n') {
                    take(line.toByteArray());
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                transcript.cut(line.toByteArray());
            }
        } catch (IOException e) {
            // The end, one way or the other.
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    private void take(byte[] line) {
        JsonNode message = transcript.received(line);
        if (message != null) {
            synchronized (this) {
                received.add(message);
                notifyAll();
            }
        }
    }

    /** What was said in both directions. */
    public Transcript transcript() {
        return transcript;
    }

    /** Sends a line as it is. */
    public void send(String line) {
        try {
            synchronized (out) {
                transcript.sent(line);
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes as they are; they are not part of the transcript. */
    public void sendBytes(byte[] bytes) {
        try {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request with an id of one's own, given as JSON, and returns the whole answer. */
    public JsonNode callWithId(String id, String method, String params) {
        JsonNode wanted = json(id);
        long before =
                received().stream().filter(message -> isAnswer(message, wanted)).count();
        send("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        int[] seen = {0};
        return await(message -> isAnswer(message, wanted) && seen[0]++ == before, () -> seen[0] = 0);
    }

    private static boolean isAnswer(JsonNode message, JsonNode id) {
        return !message.has("method") && message.path("id").equals(id);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Waits until all that was sent before has been read and whatever it caused at once has been answered. */
    public void settle() {
        request("thread/loaded/list", "{}");
    }

    /** Sends a request and returns its id without waiting. */
    public long ask(String method, String params) {
        long id;
        synchronized (this) {
            id = ++lastId;
        }
        send("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        return id;
    }

    /** The whole answer to a request, error or not. */
    public JsonNode answer(long id) {
        return await(message -> !message.has("method") && message.path("id").asLong(-1) == id);
    }

    /** The whole answer. */
    public JsonNode call(String method, String params) {
        return answer(ask(method, params));
    }

    /** The result of a request that has to succeed. */
    public JsonNode request(String method, String params) {
        JsonNode answer = call(method, params);
        if (!answer.has("result")) {
            throw new AssertionError(method + " was refused: " + answer);
        }
        return answer.get("result");
    }

    /** The error of a request that has to be refused. */
    public JsonNode refused(String method, String params) {
        JsonNode answer = call(method, params);
        if (!answer.has("error")) {
            throw new AssertionError(method + " was not refused: " + answer);
        }
        return answer.get("error");
    }

    public JsonNode initialize(String capabilities) {
        return request(
                "initialize",
                "{\"clientInfo\":{\"name\":\"live\",\"version\":\"1\"},\"capabilities\":" + capabilities + "}");
    }

    /** Starts a thread with those params and returns its id. */
    public String startThread(String params) {
        return request("thread/start", params).at("/thread/id").asText();
    }

    /** Starts a turn with that text and returns its id. */
    public String startTurn(String threadId, String text) {
        return request("turn/start", turn(threadId, text)).at("/turn/id").asText();
    }

    /** Params of {@code turn/start}. */
    public static String turn(String threadId, String text) {
        return "{\"threadId\":\"" + threadId + "\",\"input\":[{\"type\":\"text\",\"text\":" + JSON.valueToTree(text)
                + "}]}";
    }

    /** Runs a turn to its end and returns its {@code turn/completed}. */
    public JsonNode runTurn(String threadId, String text) {
        return completed(startTurn(threadId, text));
    }

    /** Waits for the end of a turn. */
    public JsonNode completed(String turnId) {
        return await(message -> message.path("method").asText().equals("turn/completed")
                && message.at("/params/turn/id").asText().equals(turnId));
    }

    /** Waits for the first request or notification of that method, one that has come already included. */
    public JsonNode awaitMethod(String method) {
        return await(message -> message.path("method").asText().equals(method));
    }

    /** Waits for the n-th (from 0) of that method. */
    public JsonNode awaitMethod(String method, int n) {
        int[] seen = {0};
        return await(
                message -> {
                    return message.path("method").asText().equals(method) && seen[0]++ == n;
                },
                () -> seen[0] = 0);
    }

    /** Waits for the first message that fits, one that has come already included. */
    public JsonNode await(Predicate<JsonNode> fits) {
        return await(fits, () -> {});
    }

    private synchronized JsonNode await(Predicate<JsonNode> fits, Runnable beforeEachLook) {
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            beforeEachLook.run();
            for (JsonNode message : received) {
                if (fits.test(message)) {
                    return message;
                }
            }
            long left = due - System.nanoTime();
            if (ended || left <= 0) {
                throw new AssertionError(
                        (ended ? "the connection ended" : "nothing came in time") + "; last received:\n" + tail());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private String tail() {
        StringBuilder text = new StringBuilder();
        for (JsonNode message : received.subList(Math.max(0, received.size() - 15), received.size())) {
            String line = message.toString();
            text.append(line, 0, Math.min(line.length(), 400)).append('\n');
        }
        return text.toString();
    }

    /** Answers a server request. */
    public void reply(JsonNode request, String result) {
        send("{\"id\":" + request.get("id") + ",\"result\":" + result + "}");
    }

    /** Answers an approval. */
    public void decide(JsonNode request, String decision) {
        reply(request, "{\"decision\":\"" + decision + "\"}");
    }

    /** Waits until that many answers have come, since the beginning. */
    public void awaitAnswers(int count) {
        int[] seen = {0};
        await(message -> !message.has("method") && ++seen[0] == count, () -> seen[0] = 0);
    }

    /** All messages so far. */
    public synchronized List<JsonNode> received() {
        return List.copyOf(received);
    }

    /** Methods of all notifications and server requests so far, in order. */
    public List<String> methods() {
        return received().stream()
                .filter(message -> message.has("method"))
                .map(message -> message.get("method").asText())
                .toList();
    }

    /** All so far of that method. */
    public List<JsonNode> received(String method) {
        return received().stream()
                .filter(message -> message.path("method").asText().equals(method))
                .toList();
    }

    /** Waits until the server has ended the connection. */
    public synchronized void awaitEnd() throws InterruptedException {
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        for (long left; !ended && (left = due - System.nanoTime()) > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (!ended) {
            throw new AssertionError("the connection lives on");
        }
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        received.forEach(message -> text.append(message).append('\n'));
        return text.toString();
    }
}

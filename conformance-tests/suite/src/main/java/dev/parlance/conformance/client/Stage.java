package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one client while a scenario is played: what went over the wire, what the client told, and
 * whether it is still there. Threads that read report here; the {@link Player} waits here.
 *
 * <pre>{@code
 * Said first = stage.await(() -> stage.said().isEmpty() ? null : stage.said().get(0), stage::closed, patience);
 * }</pre>
 */
final class Stage implements ServerLink.Receiver {
    private static final String CONNECTION = "main";
    private static final int MOST_EVENTS = 200_000;

    private final ServerWords words;
    private final long began = System.nanoTime();
    private final Object sending = new Object();
    /** Requests that steps still wait for, by method; the others are answered at once. */
    private final Map<String, Integer> expected = new HashMap<>();

    private final List<TranscriptEvent> events = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private final List<ObjectNode> told = new ArrayList<>();
    private final List<ObjectNode> later = new ArrayList<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private @Nullable ServerLink link;
    private boolean partial;
    private boolean closed;
    private boolean silent;
    private OptionalInt exit = OptionalInt.empty();
    private String clientVersion = "";

    /** A message of the client and when it came. */
    record Said(ObjectNode message, int event, long nanos) {
        boolean isCall(String method) {
            return message.path("method").asText("").equals(method);
        }

        boolean answers(JsonNode id) {
            return !message.has("method") && message.path("id").equals(id);
        }
    }

    Stage(ServerWords words, ClientScenario scenario) {
        this.words = words;
        for (Step step : scenario.steps()) {
            if (step.action().equals("expect")) {
                expected.merge(step.argument("method").asText(), 1, Integer::sum);
            } else if (step.action().equals("overload")) {
                expected.put(step.argument("method").asText(), Integer.MAX_VALUE / 2);
            }
        }
    }

    @Override
    public synchronized void connected(ServerLink server) {
        link = server;
        if (server.framed()) {
            note(TranscriptEvent.WEBSOCKET);
        }
        notifyAll();
    }

    @Override
    public void received(byte[] message, boolean ended) {
        ObjectNode object = ServerWords.read(message);
        boolean unexpected;
        synchronized (this) {
            if (events.size() >= MOST_EVENTS) {
                return;
            }
            events.add(
                    ended
                            ? TranscriptEvent.line(micros(), Direction.TO_SERVER, CONNECTION, message)
                            : TranscriptEvent.unended(micros(), Direction.TO_SERVER, CONNECTION, message));
            if (object == null) {
                return;
            }
            said.add(new Said(object, events.size(), System.nanoTime()));
            JsonNode info = object.at("/params/clientInfo");
            if (clientVersion.isEmpty() && info.isObject()) {
                clientVersion =
                        info.path("name").asText() + " " + info.path("version").asText();
            }
            unexpected = object.has("id") && object.has("method") && !isExpected(object);
            notifyAll();
        }
        if (unexpected) {
            answerUnasked(words.answer(object));
        }
    }

    @Override
    public synchronized void closed() {
        closed = true;
        note(TranscriptEvent.CLOSED);
        notifyAll();
    }

    /** A line of the client's standard output. */
    synchronized void told(byte[] line) {
        ObjectNode report = ServerWords.read(line);
        if (report != null && told.size() < MOST_EVENTS) {
            told.add(report);
            notifyAll();
        }
    }

    /** The client's standard output has ended. */
    synchronized void silent() {
        silent = true;
        notifyAll();
    }

    /** The client has ended. */
    synchronized void exited(int code) {
        exit = OptionalInt.of(code);
        notifyAll();
    }

    /** Sends a message, in pieces. */
    void send(JsonNode message, List<byte[]> pieces) throws IOException {
        synchronized (sending) {
            record(ServerWords.bytes(message));
            pieces(pieces);
        }
    }

    /** Sends a message. */
    void send(JsonNode message) throws IOException {
        send(message, List.of(ServerWords.bytes(message)));
    }

    /** Sends a line that is no message. */
    void sendRaw(byte[] line) throws IOException {
        synchronized (sending) {
            record(line);
            pieces(List.of(line));
        }
    }

    /** Sends a message and, in the same breath, the beginning of another one; {@link #finish} sends the rest. */
    void begin(JsonNode first, byte[] second, int cut) throws IOException {
        synchronized (sending) {
            byte[] whole = ServerWords.bytes(first);
            record(whole);
            partial = true;
            begun.reset();
            begun.write(second, cut, second.length - cut);
            record(second);
            ServerLink to = link();
            if (to.framed()) {
                to.piece(whole, true);
                to.piece(java.util.Arrays.copyOf(second, cut), false);
                return;
            }
            ByteArrayOutputStream breath = new ByteArrayOutputStream();
            breath.writeBytes(whole);
            breath.write('\n');
            breath.write(second, 0, cut);
            to.piece(breath.toByteArray(), false);
        }
    }

    /** Sends the rest of what was begun, then what had to wait for it. */
    void finish() throws IOException {
        synchronized (sending) {
            link().piece(begun.toByteArray(), true);
            partial = false;
            for (ObjectNode message : later) {
                send(message);
            }
            later.clear();
        }
    }

    /** Breaks the connection off. */
    void cut() {
        ServerLink server;
        synchronized (this) {
            server = link;
        }
        if (server != null) {
            server.cut();
        }
    }

    /** Waits for something to be there; null if it is hopeless or the time is over. */
    synchronized <T> @Nullable T await(Supplier<@Nullable T> look, BooleanSupplier hopeless, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            // Asked before looking: what came last counts.
            boolean given = hopeless.getAsBoolean();
            T found = look.get();
            long left = (end - System.nanoTime()) / 1_000_000;
            if (found != null || given || left <= 0) {
                return found;
            }
            wait(left);
        }
    }

    synchronized List<TranscriptEvent> events() {
        return List.copyOf(events);
    }

    /** What the client said and no step has taken yet. */
    synchronized List<Said> said() {
        return said;
    }

    synchronized List<ObjectNode> told() {
        return List.copyOf(told);
    }

    synchronized boolean isConnected() {
        return link != null;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Whether nothing more will be told. */
    synchronized boolean isSilent() {
        return silent;
    }

    /** What the client called itself in the handshake; empty before. */
    synchronized String clientVersion() {
        return clientVersion;
    }

    synchronized OptionalInt exit() {
        return exit;
    }

    private boolean isExpected(ObjectNode request) {
        String method = request.path("method").asText();
        int left = expected.getOrDefault(method, 0);
        expected.put(method, left - 1);
        return left > 0;
    }

    /** An answer must not stand in the middle of a message that is under way. */
    private void answerUnasked(ObjectNode answer) {
        synchronized (sending) {
            if (partial) {
                later.add(answer);
                return;
            }
            try {
                send(answer);
            } catch (IOException e) {
                // The client has gone; whoever waits for it sees that.
            }
        }
    }

    private void pieces(List<byte[]> pieces) throws IOException {
        ServerLink to = link();
        for (int i = 0; i < pieces.size(); i++) {
            to.piece(pieces.get(i), i == pieces.size() - 1);
        }
    }

    private ServerLink link() throws IOException {
        synchronized (this) {
            ServerLink server = link;
            if (server == null || closed) {
                throw new IOException("the client is not connected");
            }
            return server;
        }
    }

    private synchronized void record(byte[] line) {
        if (events.size() < MOST_EVENTS) {
            events.add(TranscriptEvent.line(micros(), Direction.TO_CLIENT, CONNECTION, line));
        }
    }

    private void note(String text) {
        events.add(TranscriptEvent.note(micros(), CONNECTION, text));
    }

    private long micros() {
        return (System.nanoTime() - began) / 1_000;
    }
}

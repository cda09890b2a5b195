package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small client on threads of the test, right in everything but the faults that are planted in it. */
final class TestClient implements Launched {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORT_LINE = 1 << 16;

    private final Set<Fault> faults;
    private final Set<Variant> variants;
    private final Variables settings;
    private final Socket socket;
    private final InputStream told;
    private final OutputStream teller;
    private final List<String> stderr = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Map<String, CompletableFuture<ObjectNode>> calls = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<CompletableFuture<ObjectNode>> order = new ConcurrentLinkedDeque<>();
    private final List<TestConversation> conversations = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final TestQuestions questions = new TestQuestions(this);

    private TestClient(Variables settings, Set<Fault> faults, Set<Variant> variants) throws IOException {
        this.faults = faults;
        this.variants = variants;
        this.settings = settings;
        Pipe pipe = Pipe.open();
        told = Channels.newInputStream(pipe.source());
        teller = Channels.newOutputStream(pipe.sink());
        int port = Integer.parseInt(settings.expand("${server.port}"));
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write((settings.expand("${server.token}") + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Launches such clients instead of processes. */
    static Launcher launcher(Set<Fault> faults, Set<Variant> variants) {
        return new Launcher() {
            @Override
            public Launched launch(Subject.Start start, Variables variables, Duration limit) throws IOException {
                TestClient client = new TestClient(new Variables(variables), faults, variants);
                client.begin();
                return client;
            }
        };
    }

    static Set<Fault> only(Fault fault) {
        return EnumSet.of(fault);
    }

    private void begin() {
        thread("test-client-reader", this::read);
        thread("test-client", () -> {
            int code;
            try {
                code = new TestSession(this, settings.get("conversations").asInt()).run() ? 0 : 1;
            } catch (RuntimeException e) {
                stderr.add(e.toString());
                code = 2;
            }
            end(code);
        });
    }

    static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean is(Variant variant) {
        return variants.contains(variant);
    }

    String setting(String name) {
        return settings.get(name).asText();
    }

    TestQuestions questions() {
        return questions;
    }

    List<TestConversation> conversations() {
        return conversations;
    }

    /** Prints a line for the suite. */
    void tell(ObjectNode line) {
        try {
            synchronized (teller) {
                teller.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The suite listens no more.
        }
    }

    /** Ends as a process does; its server is left alone only by one that is faulty. */
    void end(int code) {
        if (!exit.complete(code)) {
            return;
        }
        try {
            teller.close();
            if (!has(Fault.LEAVES_ITS_SERVER_BEHIND)) {
                socket.close();
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    /** Ends at once, as with an uncaught exception. */
    void die(String why) {
        stderr.add(why);
        end(134);
    }

    void notify(String method) {
        ObjectNode message = JSON.createObjectNode().put("method", method);
        write(message);
    }

    /** Sends a request. */
    CompletableFuture<ObjectNode> call(String method, ObjectNode params) {
        int number = has(Fault.GIVES_AN_ID_TWICE) && method.startsWith("thread/") ? 99 : ids.incrementAndGet();
        JsonNode id = is(Variant.TEXT_IDS)
                ? JsonNodeFactory.instance.textNode("call-" + number)
                : JsonNodeFactory.instance.numberNode(number);
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        calls.put(id.toString(), answer);
        order.add(answer);
        ObjectNode message = JSON.createObjectNode();
        if (is(Variant.WRITES_JSONRPC)) {
            message.put("jsonrpc", "2.0");
        }
        message.set("id", id);
        message.put("method", method);
        message.set("params", params);
        write(message);
        return answer;
    }

    void write(ObjectNode message) {
        String line = message.toString();
        if (is(Variant.OTHER_WRITING) && message.has("method")) {
            ObjectNode turned = JSON.createObjectNode();
            List<String> names = new ArrayList<>();
            message.fieldNames().forEachRemaining(name -> names.add(0, name));
            names.forEach(name -> turned.set(name, message.get(name)));
            line = "  " + turned.toPrettyString().replace('\n', ' ') + "  ";
        }
        try {
            synchronized (socket) {
                socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            lost();
        }
    }

    /** The connection has ended: whoever waits does so in vain. */
    private void lost() {
        RuntimeException why = new IllegalStateException("the connection is lost");
        calls.values().forEach(call -> call.completeExceptionally(why));
        conversations.forEach(conversation -> conversation.lost(why));
    }

    private void read() {
        byte[] buffer = new byte[1 << 16];
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        try (InputStream in = socket.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                byte[] chunk = java.util.Arrays.copyOf(buffer, n);
                if (has(Fault.CUTS_CHARACTERS)) {
                    chunk = new String(chunk, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
                }
                for (byte b : chunk) {
                    if (b != '\n') {
                        line.write(b);
                        continue;
                    }
                    received(line.toByteArray());
                    line.reset();
                }
            }
        } catch (IOException e) {
            // Ended by the other side, or by ourselves.
        }
        if (!has(Fault.LEAVES_ITS_SERVER_BEHIND)) {
            lost();
        }
    }

    private void received(byte[] line) {
        if (has(Fault.CANNOT_READ_LONG_LINES) && line.length > SHORT_LINE) {
            die("a line that is too long");
            return;
        }
        ObjectNode message = ServerWords.read(line);
        if (message == null) {
            noise(new String(line, StandardCharsets.UTF_8));
        } else if (message.has("id") && (!message.has("method") || mistaken(message))) {
            answered(message);
        } else if (message.has("id")) {
            questions.asked(message);
        } else {
            notified(message);
        }
    }

    private boolean mistaken(ObjectNode message) {
        return has(Fault.MIXES_ID_SPACES) && calls.containsKey(message.get("id").toString());
    }

    private void noise(String line) {
        if (has(Fault.DIES_OF_NOISE)) {
            die("no JSON: " + line);
        } else if (!has(Fault.HIDES_NOISE)) {
            tell(JSON.createObjectNode().put("noise", line));
        }
    }

    private void answered(ObjectNode message) {
        CompletableFuture<ObjectNode> byId = calls.remove(message.get("id").toString());
        CompletableFuture<ObjectNode> next = order.poll();
        CompletableFuture<ObjectNode> call = byId;
        if (has(Fault.EXPECTS_ANSWERS_IN_ORDER)) {
            call = next;
        } else if (byId != null && next != byId) {
            order.removeIf(other -> other == byId);
            if (next != null) {
                order.addFirst(next);
            }
        }
        if (call != null) {
            call.complete(message);
        }
    }

    boolean waits() {
        return calls.values().stream().anyMatch(call -> !call.isDone());
    }

    private void notified(ObjectNode message) {
        String fright = TestFrights.of(this, message);
        if (!fright.isEmpty()) {
            die(fright);
            return;
        }
        if (message.path("method").asText().equals("serverRequest/resolved")) {
            questions.resolved(message.at("/params/requestId"));
        }
        conversations.forEach(conversation -> conversation.notified(message));
    }

    @Override
    public InputStream output() {
        return told;
    }

    @Override
    public OutputStream input() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public @Nullable String address() {
        return null;
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public OptionalInt awaitExit(Duration limit) throws InterruptedException {
        try {
            return OptionalInt.of(exit.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void terminate() {
        end(143);
    }

    @Override
    public void kill() {
        end(137);
    }

    @Override
    public String stderr() {
        return String.join("\n", stderr);
    }
}

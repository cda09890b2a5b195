package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.fuzz.Step.Want;
import dev.parlance.conformance.protocol.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One session with a subject: plays steps one after another and judges each. */
final class Conversation implements AutoCloseable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode SERVER_REQUEST_ERROR =
            NODES.objectNode().put("code", -32601).put("message", "nobody is here to answer");

    private final Knowledge knowledge;
    private final Limits limits;
    private final Incoming incoming = new Incoming();
    private final Target.Running subject;
    private final Bystander bystander;
    private final Memory memory;
    private final Pools pools;
    private final Harvest harvest;
    private final Expectation.Source expectations;
    private final Oracle oracle;
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final Set<String> outside = new HashSet<>();
    private final Set<String> endedTurns = new HashSet<>();
    private final List<Breach> noticed = new ArrayList<>();
    private @Nullable String closed;
    private Want latest = Want.ANSWER;
    private boolean initialized;
    private boolean experimental;
    private int nextId = 1;

    Conversation(Knowledge knowledge, Target target, Limits limits, Pools pools) throws IOException {
        this.knowledge = knowledge;
        this.limits = limits;
        this.pools = pools;
        this.harvest = new Harvest(knowledge.schema(), knowledge.policy());
        this.expectations = knowledge.expectations();
        this.oracle = knowledge.oracle();
        this.subject = target.open(incoming);
        this.bystander = new Bystander(knowledge, subject.channel().framed());
        this.memory = new Memory(subject.folders());
    }

    /** Whether the handshake was done. */
    boolean initialized() {
        return initialized;
    }

    /** Whether the client has opted in to what is experimental. */
    boolean experimental() {
        return experimental;
    }

    /** The text that stands for a placeholder here. */
    String text(Placeholder placeholder) {
        return memory.text(placeholder);
    }

    /** The answer to a step; missing if none came. */
    JsonNode answer(Step step) {
        return answers.getOrDefault(step.label(), MissingNode.getInstance());
    }

    /** Sends a step, waits for what has to come, and gives what was wrong. */
    List<Breach> play(Step step) {
        drain();
        memory.begin(step.label());
        latest = step instanceof Step.Raw raw ? raw.want() : Want.ANSWER;
        List<Breach> breaches = new ArrayList<>(step instanceof Step.Call call ? call(call) : raw((Step.Raw) step));
        breaches.addAll(bystander.fresh(step.method()));
        breaches.addAll(noticed);
        noticed.clear();
        subject.residentBytes().ifPresent(bytes -> grown(step, bytes, breaches));
        return breaches;
    }

    private List<Breach> call(Step.Call call) {
        JsonNode template = call.params();
        JsonNode params = template == null ? MissingNode.getInstance() : Templates.fill(template, this::awaited);
        JsonNode id = call.id() == null ? IntNode.valueOf(nextId++) : call.id();
        Expectation expected = expectations.of(call.method(), params, initialized, experimental);
        ObjectNode message = NODES.objectNode();
        message.set("id", id);
        message.put("method", call.method());
        if (!params.isMissingNode()) {
            message.set("params", params);
        }
        String line = message.toString();
        outside.remove(id.toString());
        if (!send(line.getBytes(StandardCharsets.UTF_8), true)) {
            return List.of(gone(call));
        }
        JsonNode answer = await(id.toString(), limits.answer());
        if (answer == null) {
            return List.of(closed != null ? gone(call) : silent(call));
        }
        answers.put(call.label(), answer);
        List<Breach> breaches = oracle.judge(call.method(), line, expected, answer);
        if (answer.has("result")) {
            accepted(call, params, answer.get("result"));
        }
        return breaches;
    }

    private void accepted(Step.Call call, JsonNode params, JsonNode result) {
        memory.result(call.label(), result);
        if (call.method().equals("initialize")) {
            initialized = true;
            experimental = params.at("/capabilities/experimentalApi").asBoolean(false);
        }
        Method method = knowledge.protocol().methods().get(call.method());
        JsonNode described = method == null ? null : method.result();
        if (method != null && described != null) {
            harvest.walk(
                    method,
                    described,
                    result,
                    (pool, pointer) -> pools.add(
                            pool,
                            new Placeholder.Ref(
                                    call.label(),
                                    "",
                                    0,
                                    pointer,
                                    result.at(pointer).asText())));
        }
        String turn = result.at("/turn/id").asText("");
        if (call.awaitsTurn() && !turn.isEmpty()) {
            until(() -> endedTurns.contains(turn), limits.turn());
        }
    }

    /** A line that is no request by the book, then a right request: what is answered to the line comes before or never. */
    private List<Breach> raw(Step.Raw raw) {
        byte[] line = raw.line().bytes();
        String id = raw.id().isEmpty() ? "" : Incoming.tree(raw.id()).toString();
        boolean byTheBook = raw.want() == Want.ANSWER;
        if (!byTheBook && !id.isEmpty()) {
            outside.add(id);
        }
        if (!send(line, byTheBook)) {
            return List.of(gone(raw));
        }
        List<Breach> breaches = new ArrayList<>();
        if (byTheBook && await(id, limits.answer()) == null) {
            return List.of(closed != null ? gone(raw) : silent(raw));
        }
        Step.Call probe = new Step.Call(
                raw.label() + "-probe",
                "probe",
                knowledge.policy().probeMethod(),
                knowledge.policy().probeParams(),
                null,
                false);
        breaches.addAll(call(probe).stream().map(breach -> blamed(breach, raw)).toList());
        if (initialized && answer(probe).has("error")) {
            breaches.add(new Breach(
                    new Signature("FRM-5", "", "a right request is refused after: " + raw.method()),
                    "a result",
                    Oracle.shortened(answer(probe).toString()),
                    false));
        }
        JsonNode answer = answers.getOrDefault("#" + id, MissingNode.getInstance());
        if (raw.want() == Want.NO_RESULT && !id.isEmpty() && answer.has("result")) {
            breaches.add(new Breach(
                    new Signature(raw.rule(), "", "served: " + raw.method()),
                    "an error or nothing",
                    Oracle.shortened(answer.toString()),
                    false));
        }
        return breaches;
    }

    private static Breach blamed(Breach breach, Step.Raw raw) {
        return breach.fatal()
                ? new Breach(
                        new Signature("FRM-5", "", breach.signature().what() + " after: " + raw.method()),
                        "the next request is answered",
                        breach.seen(),
                        true)
                : breach;
    }

    private boolean send(byte[] line, boolean byTheBook) {
        if (closed != null) {
            return false;
        }
        if (byTheBook) {
            bystander.sent(line);
        }
        try {
            subject.channel().send(line);
            return true;
        } catch (IOException e) {
            until(() -> closed != null, Duration.ofSeconds(1));
            closed = closed == null ? e.getMessage() : closed;
            return false;
        }
    }

    private Breach gone(Step step) {
        String rule = step.kind().equals("valid") ? "RPC-3" : "FRM-5";
        return new Breach(
                new Signature(rule, step instanceof Step.Raw ? "" : step.method(), "the subject ended" + oddity(step)),
                "the next request is answered",
                closed + "; its last words: " + Oracle.shortened(subject.stderr()),
                true);
    }

    private Breach silent(Step step) {
        return new Breach(
                new Signature("RPC-3", step.method(), "no answer"),
                "an answer within " + limits.answer().toMillis() + " ms",
                "none",
                true);
    }

    private static String oddity(Step step) {
        return step instanceof Step.Raw raw ? " after: " + raw.method() : "";
    }

    private void grown(Step step, long bytes, List<Breach> breaches) {
        if (bytes > limits.residentBytes()) {
            breaches.add(new Breach(
                    new Signature("FRM-9", "", "memory without bound"),
                    "at most " + (limits.residentBytes() >> 20) + " MiB",
                    (bytes >> 20) + " MiB after " + step.method(),
                    true));
        }
    }

    /** A value that an earlier answer promised may still be on its way. */
    private String awaited(Placeholder placeholder) {
        if (placeholder instanceof Placeholder.Ref ref && !ref.notification().isEmpty() && memory.played(ref)) {
            until(() -> memory.knows(ref), Duration.ofMillis(200));
        }
        return memory.text(placeholder);
    }

    private @Nullable JsonNode await(String id, Duration limit) {
        until(() -> answers.containsKey("#" + id), limit);
        return answers.remove("#" + id);
    }

    private void drain() {
        for (Incoming.Event event = incoming.next(Duration.ZERO); event != null; event = incoming.next(Duration.ZERO)) {
            take(event);
        }
    }

    private void until(BooleanSupplier done, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean() && closed == null) {
            Incoming.Event event = incoming.next(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (event == null) {
                return;
            }
            take(event);
        }
    }

    private void take(Incoming.Event event) {
        if (event.closed() != null) {
            closed = event.closed();
            return;
        }
        JsonNode message = Incoming.tree(event.bytes());
        boolean response = message.isObject() && !message.has("method");
        String id = message.path("id").toString();
        boolean nobodys = id.isEmpty() || id.equals("null");
        boolean ours = !(response && (outside.contains(id) || (nobodys && latest != Want.ANSWER)))
                && !(message.isArray() && latest == Want.ANYTHING);
        if (ours) {
            bystander.received(event);
        } else if (latest == Want.SILENCE && nobodys) {
            noticed.add(new Breach(
                    new Signature("RPC-6", "", "an answer to what needs none"),
                    "nothing",
                    Oracle.shortened(message.toString()),
                    false));
        }
        if (response) {
            answers.put("#" + id, message);
        } else if (message.has("id")) {
            decline(message.get("id"));
        } else if (message.isObject()) {
            heard(message.path("method").asText(""), message.path("params"));
        }
    }

    private void heard(String name, JsonNode params) {
        if (name.equals("turn/completed")) {
            endedTurns.add(params.at("/turn/id").asText(""));
        }
        Placeholder.Ref source = memory.notification(name, params);
        Method method = knowledge.protocol().methods().get(name);
        JsonNode described = method == null ? null : method.params();
        if (method != null && described != null) {
            harvest.walk(
                    method,
                    described,
                    params,
                    (pool, pointer) -> pools.add(
                            pool,
                            new Placeholder.Ref(
                                    source.step(),
                                    name,
                                    source.nth(),
                                    pointer,
                                    params.at(pointer).asText())));
        }
    }

    private void decline(JsonNode id) {
        ObjectNode answer = NODES.objectNode();
        answer.set("id", id);
        answer.set("error", SERVER_REQUEST_ERROR);
        send(answer.toString().getBytes(StandardCharsets.UTF_8), true);
    }

    @Override
    public void close() {
        subject.close();
    }
}

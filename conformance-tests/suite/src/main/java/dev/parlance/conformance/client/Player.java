package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.subject.Variables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays the server's part in one scenario, step by step, on one thread. An expectation that is not met counts against the
 * rule of the last {@code judge}; before the first of them it only means that the client did not get as far as the check.
 *
 * <pre>{@code
 * Judgements found = new Player(scenario, stage, onlooker, …).play();
 * }</pre>
 */
final class Player {
    /** All actions; {@code play} is replaced when scenarios are loaded. */
    static final Set<String> ACTIONS = Set.of(
            "set",
            "judge",
            "expect",
            "answer",
            "send",
            "ask",
            "reply",
            "unanswered",
            "raw",
            "cut",
            "finish",
            "disconnect",
            "quiet",
            "overload",
            "experimental",
            "ends",
            "shown",
            "hidden",
            "asked",
            "running",
            "reported",
            "leave",
            "gone",
            "kill");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ClientScenario scenario;
    private final Stage stage;
    private final Onlooker onlooker;
    private final ServerWords words;
    private final SchemaJudge judge;
    private final Variables variables;
    private final Duration patience;

    Player(
            ClientScenario scenario,
            Stage stage,
            Onlooker onlooker,
            ServerWords words,
            SchemaJudge judge,
            Variables variables) {
        this.scenario = scenario;
        this.stage = stage;
        this.onlooker = onlooker;
        this.words = words;
        this.judge = judge;
        this.variables = variables;
        this.patience = onlooker.patience();
    }

    /** Plays all steps, or those up to the first expectation that is not met. */
    Judgements play() throws InterruptedException {
        Judgements judgements = new Judgements(scenario.rules());
        for (Step step : scenario.steps()) {
            try {
                if (step.action().equals("judge")) {
                    judgements.kept();
                    judgements.turnTo(step.arguments().asText());
                } else if (step.action().equals("experimental") && !optedIn()) {
                    return judgements.leftOut("the client did not opt in to the experimental protocol");
                } else if (!perform(step)) {
                    return judgements.kept();
                }
            } catch (Breach e) {
                return judgements.broken(e, stage.events(), step.where());
            } catch (IOException e) {
                return judgements.broken(
                        new Breach("a client that goes on (" + step.where() + ")", onlooker.whereabouts()),
                        stage.events(),
                        step.where());
            }
        }
        return judgements.kept();
    }

    /** False where the rest of the scenario does not apply any more. */
    private boolean perform(Step step) throws Breach, IOException, InterruptedException {
        switch (step.action()) {
            case "set" ->
                step.arguments().properties().forEach(e -> variables.set(e.getKey(), variables.expand(e.getValue())));
            case "expect" -> expect(step);
            case "answer" -> answer(step);
            case "send" -> send(step);
            case "ask" -> stage.send(question(step));
            case "reply" -> reply(step);
            case "unanswered" -> unanswered(step);
            case "raw" ->
                stage.sendRaw(variables.expand(step.argument("text").asText()).getBytes(StandardCharsets.UTF_8));
            case "cut" -> cut(step);
            case "finish" -> stage.finish();
            case "disconnect" -> stage.cut();
            case "quiet" -> quiet(step);
            case "overload" -> {
                return overloaded(step);
            }
            case "experimental" -> {}
            default -> onlooker.look(step, variables);
        }
        return true;
    }

    private boolean optedIn() {
        return variables.get("hello.params").at("/capabilities/experimentalApi").asBoolean();
    }

    private void expect(Step step) throws Breach, InterruptedException {
        String method = step.argument("method").asText();
        Stage.Said said = stage.await(() -> take(method, step.argument("params")), onlooker::isGone, patience);
        if (said == null) {
            throw new Breach(method, onlooker.whereabouts());
        }
        if (step.argument("as").isTextual()) {
            variables.set(step.argument("as").asText(), said.message());
        }
    }

    private Stage.@Nullable Said take(String method, JsonNode params) {
        for (Stage.Said said : stage.said()) {
            if (said.isCall(method) && contains(said.message().path("params"), variables.expand(params))) {
                stage.said().remove(said);
                return said;
            }
        }
        return null;
    }

    /** Whether a value has every member that is asked for. */
    private static boolean contains(JsonNode value, JsonNode wanted) {
        if (!wanted.isObject()) {
            return wanted.isMissingNode() || value.equals(wanted);
        }
        return wanted.properties().stream().allMatch(e -> contains(value.path(e.getKey()), e.getValue()));
    }

    private void answer(Step step) throws IOException {
        JsonNode request = variables.get(step.argument("to").asText());
        JsonNode result = words.result(request.path("method").asText(), variables.expand(step.argument("with")));
        stage.send(ServerWords.result(request.get("id"), result));
    }

    private ObjectNode call(Step step) {
        ObjectNode message = NODES.objectNode();
        String method = step.argument("method").asText();
        message.put("method", method);
        JsonNode literal = step.argument("params");
        message.set(
                "params",
                literal.isMissingNode()
                        ? words.params(method, variables.expand(step.argument("with")))
                        : variables.expand(literal));
        return message;
    }

    private void send(Step step) throws IOException {
        ObjectNode message = call(step);
        byte[] bytes = ServerWords.bytes(message);
        int times = step.argument("times").asInt(1);
        List<byte[]> pieces = step.argument("bytewise").asBoolean() ? singly(bytes) : List.of(bytes);
        for (int i = 0; i < times; i++) {
            stage.send(message, pieces);
        }
    }

    private static List<byte[]> singly(byte[] bytes) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte b : bytes) {
            pieces.add(new byte[] {b});
        }
        return pieces;
    }

    private ObjectNode question(Step step) {
        ObjectNode message = NODES.objectNode();
        JsonNode id = variables.expand(step.argument("id"));
        message.set("id", id);
        message.setAll(call(step));
        variables.set(step.argument("as").asText(), message);
        return message;
    }

    private void reply(Step step) throws Breach, InterruptedException {
        JsonNode question = variables.get(step.argument("of").asText());
        JsonNode id = question.get("id");
        String method = question.path("method").asText();
        Stage.Said said = stage.await(() -> takeAnswer(id), onlooker::isGone, patience);
        if (said == null) {
            throw new Breach("an answer to " + method + " (id " + id + ")", onlooker.whereabouts());
        }
        ObjectNode message = said.message();
        if (message.has("result") == message.has("error")) {
            throw new Breach("exactly one of result and error", message.toString());
        }
        variables.set("reply", message);
        new Reply(method, message, judge).check(step, variables);
    }

    private Stage.@Nullable Said takeAnswer(JsonNode id) {
        for (Stage.Said said : stage.said()) {
            if (said.answers(id)) {
                stage.said().remove(said);
                return said;
            }
        }
        return null;
    }

    private void unanswered(Step step) throws Breach {
        JsonNode id = variables.get(step.argument("of").asText()).get("id");
        Stage.Said said;
        synchronized (stage) {
            said = takeAnswer(id);
        }
        if (said != null) {
            throw new Breach("no answer to id " + id, said.message().toString());
        }
    }

    /** A question, and in the same breath the beginning of a notification up to the middle of a character. */
    private void cut(Step step) throws IOException {
        ObjectNode question = question(new Step("ask", step.argument("after"), step.where()));
        byte[] second = ServerWords.bytes(call(step));
        String before = new String(second, StandardCharsets.UTF_8);
        String at = step.argument("at").asText();
        int place = before.indexOf(at);
        if (place < 0) {
            throw new IllegalStateException(step.where() + ": " + at + " does not stand in the message");
        }
        int cut = before.substring(0, place).getBytes(StandardCharsets.UTF_8).length
                + step.argument("bytes").asInt(1);
        stage.begin(question, second, cut);
    }

    private void quiet(Step step) throws Breach, InterruptedException {
        int before;
        synchronized (stage) {
            before = stage.said().size();
        }
        Stage.Said said = stage.await(
                () -> stage.said().size() > before ? stage.said().get(before) : null,
                onlooker::isGone,
                Duration.ofMillis(step.argument("millis").asLong()));
        if (said != null) {
            throw new Breach("nothing before the answer", said.message().toString());
        }
    }

    /** Refuses a request several times; true if the client repeats it, false if it reports the failure instead. */
    private boolean overloaded(Step step) throws Breach, IOException, InterruptedException {
        String method = step.argument("method").asText();
        Backoff backoff = new Backoff();
        Stage.Said said = stage.await(() -> take(method, NODES.missingNode()), onlooker::isGone, patience);
        for (int i = 0; i < step.argument("times").asInt() && said != null; i++) {
            stage.send(ServerWords.error(said.message().get("id"), -32001, "Server overloaded; retry later."));
            long refused = System.nanoTime();
            said = stage.await(
                    () -> take(method, NODES.missingNode()), () -> onlooker.isGone() || onlooker.isOver(), patience);
            if (said != null) {
                backoff.repeated(Duration.ofNanos(said.nanos() - refused));
            }
        }
        if (said == null) {
            onlooker.endsBadly();
            return false;
        }
        backoff.check();
        variables.set(Objects.requireNonNull(step.argument("as").textValue()), said.message());
        return true;
    }
}

package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.rpc.DatabindCodec;
import dev.parlance.rpc.Method;
import dev.parlance.scripted.ScriptedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real server says and is told passes through the generated types without loss or addition. */
class WireRoundTripTest {
    private static final ObjectMapper MAPPER = DatabindCodec.newMapper();
    /** Numbers are compared by value: 1 and 1.0 are one number in JSON. */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private final List<String> changed = new ArrayList<>();
    private int passed;

    @ParameterizedTest
    @EnumSource
    void nothingIsLostOrAdded(Bindings bindings) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoCommands())) {
            CodexHome home = CodexHome.create("round-trip", model.baseUrl());
            try (CodexProcess codex = CodexProcess.start(home, bindings.experimental())) {
                Iterator<String> decisions = List.of("accept", "decline").iterator();
                codex.answer(
                        "item/commandExecution/requestApproval",
                        params -> CodexProcess.JSON.createObjectNode().put("decision", decisions.next()));
                String thread = call(bindings, codex, "thread/start", CodexProcess.JSON.createObjectNode())
                        .at("/thread/id")
                        .asText();
                String turn = runTurn(bindings, codex, thread);
                for (JsonNode row : calls(home, thread, turn)) {
                    String method = row.path(0).asText();
                    if (bindings.find(method) != null) {
                        call(bindings, codex, method, row.path(1) instanceof ObjectNode params ? params : null);
                    }
                }
                for (JsonNode message : codex.received()) {
                    if (message.has("method")) {
                        Method<?, ?> method =
                                known(bindings, message.path("method").asText());
                        pass(method.name(), method.params(), message.path("params"));
                    }
                }
            }
        }
        assertThat(changed).isEmpty();
        assertThat(passed).isGreaterThan(100);
    }

    private String runTurn(Bindings bindings, CodexProcess codex, String thread) throws IOException {
        ObjectNode params = CodexProcess.JSON.createObjectNode().put("threadId", thread);
        params.putArray("input").addObject().put("type", "text").put("text", "make two files");
        String turn = call(bindings, codex, "turn/start", params).at("/turn/id").asText();
        codex.awaitNotification("turn/completed", 0);
        return turn;
    }

    private JsonNode call(Bindings bindings, CodexProcess codex, String name, ObjectNode params) throws IOException {
        Method<?, ?> method = known(bindings, name);
        if (params != null) {
            pass(name + " params", method.params(), params);
        }
        JsonNode result = codex.call(name, params);
        pass(name + " result", method.result(), result);
        return result;
    }

    private void pass(String what, Class<?> type, JsonNode value) throws IOException {
        if (type == Void.class) {
            return;
        }
        try {
            Object typed = MAPPER.readValue(value.toString(), type);
            JsonNode written = CodexProcess.JSON.readTree(MAPPER.writeValueAsString(typed));
            if (!written.equals(BY_VALUE, value)) {
                changed.add(what + ": " + value + " became " + written);
            } else if (typed.toString().contains("Unknown[")) {
                changed.add(what + ": has a variant that the schema of this very server does not know: " + value);
            }
            passed++;
        } catch (IOException e) {
            changed.add(what + ": " + value + " is refused: " + e.getMessage());
        }
    }

    private static Method<?, ?> known(Bindings bindings, String method) {
        return Objects.requireNonNull(bindings.find(method), () -> "the bindings do not know " + method);
    }

    private static JsonNode calls(CodexHome home, String thread, String turn) throws IOException {
        try (InputStream in = Objects.requireNonNull(CodexHome.class.getResourceAsStream("/calls.json"))) {
            return CodexProcess.JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@WORK@", home.work().toString())
                    .replace("@THREAD@", thread)
                    .replace("@TURN@", turn));
        }
    }
}

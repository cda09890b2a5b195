package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptedModel;
import dev.parlance.scripted.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripted model breaks in ways that the real server knows: what each becomes on the wire, observed on 0.169.0. */
class ModelFailuresTest {
    private static final Reply WELL = Reply.of(Step.text("Well."));

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void failuresOfTheModelReachTheClient(String name, Script script, Ending expected) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(script)) {
            CodexHome home = CodexHome.create("failure", model.baseUrl());
            try (CodexProcess codex = CodexProcess.start(home, false)) {
                ObjectNode params = CodexProcess.JSON.createObjectNode();
                String thread = codex.call("thread/start", params)
                        .path("thread")
                        .path("id")
                        .asText();
                params.put("threadId", thread)
                        .putArray("input")
                        .addObject()
                        .put("type", "text")
                        .put("text", "go");
                int from = codex.received().size();
                codex.call("turn/start", params);
                JsonNode turn = codex.awaitNotification("turn/completed", from).path("turn");

                assertThat(new Ending(
                                turn.path("status").asText(),
                                turn.path("error").path("codexErrorInfo").toString(),
                                retries(codex.received()),
                                model.requestCount()))
                        .isEqualTo(expected);
                assertThat(model.problems()).hasSize(name.equals("script over") ? 1 : 0);
            }
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                row("quota", failing(Step.fail("insufficient_quota", "no more")), failed("usageLimitExceeded")),
                row("context", failing(Step.fail("context_length_exceeded", "long")), failed("contextWindowExceeded")),
                row("incomplete", failing(Step.incomplete("max_output_tokens")), failed("other")),
                row("bad request", failing(httpError(400)), failed("other")),
                row(
                        "too many",
                        failing(httpError(429)),
                        new Ending(
                                "failed",
                                "{\"responseTooManyFailedAttempts\":{\"httpStatusCode\":429}}",
                                List.of(),
                                1)),
                row("script over", Script.of(), failed("other")),
                row("server error once", Script.of(Reply.of(httpError(500)), WELL), completed(List.of(), 2)),
                row("garbage", Script.of(Reply.of(Step.garbage("{?"), Step.text("Well."))), completed(List.of(), 1)),
                row("cut", Script.of(Reply.of(Step.cut()), WELL), completed(List.of("Reconnecting... 1/5"), 2)),
                row(
                        "early end",
                        Script.of(Reply.of(Step.endEarly()), WELL),
                        completed(List.of("Reconnecting... 1/5"), 2)),
                row(
                        "server_error",
                        Script.of(Reply.of(Step.fail("server_error", "oops")), WELL),
                        completed(List.of("Reconnecting... 1/5"), 2)));
    }

    /** How a turn ended, the retries announced before, and how often the model was asked. */
    record Ending(String status, String codexErrorInfo, List<String> retries, int requests) {}

    private static Arguments row(String name, Script script, Ending expected) {
        return Arguments.of(name, script, expected);
    }

    private static Script failing(Step step) {
        return Script.of(Reply.of(step));
    }

    private static Step httpError(int status) {
        return Step.httpError(status, Map.of("content-type", "application/json"), "{\"error\":{\"message\":\"no\"}}");
    }

    private static Ending failed(String info) {
        return new Ending("failed", "\"" + info + "\"", List.of(), 1);
    }

    private static Ending completed(List<String> retries, int requests) {
        return new Ending("completed", "", retries, requests);
    }

    private static List<String> retries(List<JsonNode> received) {
        return received.stream()
                .filter(message -> message.path("method").asText().equals("error"))
                .map(message -> message.path("params"))
                .filter(params -> params.path("willRetry").asBoolean())
                .map(params -> params.path("error").path("message").asText())
                .toList();
    }
}

package dev.parlance.server.live.turns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.Step;
import dev.parlance.server.live.LiveClient;
import dev.parlance.server.live.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A turn whose model fails ends all the same, and the next one works. */
final class ModelFailureTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {}                                                    | responseTooManyFailedAttempts",
                "429 | {\"error\":{\"type\":\"usage_limit_reached\"}}        | usageLimitExceeded",
                "400 | {\"error\":{\"message\":\"bad\"}}                     | other",
            })
    @Rule({"LIF-9", "LIF-11", "LIF-12", "LIF-13"})
    void aRefusalThatIsFinalIsNotTriedAgain(int status, String body, String info) {
        LiveClient client = stage.play(
                Reply.of(Step.httpError(status, Map.of("content-type", "application/json"), body)),
                Reply.of(Step.text("Better.")));
        String thread = stage.thread();

        JsonNode end = client.runTurn(thread, "one").at("/params/turn");

        assertThat(end.get("status").asText()).isEqualTo("failed");
        assertThat(end.at("/error/codexErrorInfo").toString()).contains(info);
        assertThat(stage.model().requestCount()).isEqualTo(1);
        assertThat(Wire.storyFrom(client, "item/completed userMessage"))
                .containsExactly("item/completed userMessage", "status systemError", "error", "turn/completed failed");
        assertThat(client.awaitMethod("error").at("/params/error")).isEqualTo(end.get("error"));
        assertThat(client.awaitMethod("error").at("/params/willRetry").asBoolean())
                .isFalse();
        assertThat(Wire.statusOf(client.runTurn(thread, "two"))).isEqualTo("completed");
        assertThat(Wire.story(client)).endsWith("status idle", "turn/completed completed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "context_length_exceeded, contextWindowExceeded",
        "insufficient_quota, usageLimitExceeded",
        "server_is_overloaded, serverOverloaded",
        "invalid_prompt, other"
    })
    @Rule({"LIF-9", "LIF-11", "LIF-12"})
    void aFailureThatIsFinalIsNotTriedAgain(String code, String info) {
        LiveClient client = stage.play(Reply.of(Step.fail(code, "it failed")));

        JsonNode end = client.runTurn(stage.thread(), "one").at("/params/turn");

        assertThat(end.get("status").asText()).isEqualTo("failed");
        assertThat(end.at("/error/codexErrorInfo").asText()).isEqualTo(info);
        assertThat(stage.model().requestCount()).isEqualTo(1);
        assertThat(client.received("error")).hasSize(1);
    }

    @Test
    @Rule({"LIF-9", "LIF-11"})
    void anIncompleteAnswerFailsTheTurn() {
        LiveClient client = stage.play(Reply.of(Step.text("half"), Step.incomplete("max_output_tokens")));

        JsonNode end = client.runTurn(stage.thread(), "one").at("/params/turn");

        assertThat(end.get("status").asText()).isEqualTo("failed");
        assertThat(end.at("/error/message").asText()).contains("max_output_tokens");
        assertThat(stage.model().requestCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"cut", "endEarly", "server_error", "http 500", "http 401"})
    @Rule({"LIF-9", "LIF-11", "LIF-12"})
    void retriesAreBoundedAndAnnounced(String how) {
        Step step = switch (how) {
            case "cut" -> Step.cut();
            case "endEarly" -> Step.endEarly();
            case "http 500" -> Step.httpError(500, Stage.tree("{'error':{'message':'no'}}"));
            case "http 401" -> Step.httpError(401, Stage.tree("{'error':{'message':'no'}}"));
            default -> Step.fail("server_error", "it failed");
        };
        retries(2);
        LiveClient client = stage.always(Reply.of(step));

        JsonNode end = client.runTurn(stage.thread(), "one").at("/params/turn");

        assertThat(end.get("status").asText()).isEqualTo("failed");
        List<JsonNode> errors = client.received("error");
        assertThat(errors)
                .extracting(error -> error.at("/params/willRetry").asBoolean())
                .containsExactly(true, true, false);
        assertThat(errors.get(0).at("/params/error/message").asText()).isEqualTo("Reconnecting... 1/2");
        assertThat(errors.get(1).at("/params/error/message").asText()).isEqualTo("Reconnecting... 2/2");
        assertThat(errors.get(2).at("/params/error")).isEqualTo(end.get("error"));
        assertThat(stage.model().requestCount()).isEqualTo(how.equals("http 500") ? 6 : 3);
    }

    @Test
    @Rule({"LIF-3", "LIF-12", "STR-3", "LIF-17"})
    void aBrokenStreamIsTriedAgainAndLeavesNoItemOpen() {
        LiveClient client = stage.play(
                Reply.of(Step.text("Whole."), Step.text("half ").unfinished(), Step.cut()),
                Reply.of(Step.text("All of it.")));
        String thread = stage.thread();

        assertThat(Wire.statusOf(client.runTurn(thread, "one"))).isEqualTo("completed");

        assertThat(Wire.completed(client, "agentMessage"))
                .extracting(item -> item.get("text").asText())
                .containsExactly("Whole.", "half ", "All of it.");
        assertThat(Wire.listed(client, thread)).isEqualTo(Wire.announced(client, thread));
        assertThat(client.received("error")).hasSize(1);
    }

    @Test
    @Rule({"LIF-9"})
    void garbageInTheStreamIsPassedOver() {
        LiveClient client = stage.play(Reply.of(
                Step.garbage("{no json"),
                Step.event(Stage.tree("{'type':'response.never.heard.of'}")),
                Step.text("Ok.")));

        assertThat(Wire.statusOf(client.runTurn(stage.thread(), "one"))).isEqualTo("completed");
        assertThat(client.received("error")).isEmpty();
    }

    @Test
    @Rule({"LIF-9"})
    void whatTheModelCallsWrongIsToldToTheModel() {
        LiveClient client = stage.play(
                Reply.of(
                        Step.call("no_such_tool", Map.of()).id("call-1"),
                        Step.callWithText("exec_command", "{no json").id("call-2"),
                        Step.callWithText("exec_command", "[]").id("call-3")),
                Reply.of(Step.text("I see.")));

        assertThat(Wire.statusOf(client.runTurn(stage.thread(), "one"))).isEqualTo("completed");

        var second = stage.model().awaitRequest(1, Stage.LIMIT);
        assertThat(second.callOutput("call-1").orElseThrow().asText()).isEqualTo("unsupported call: no_such_tool");
        assertThat(second.callOutput("call-2").orElseThrow().asText()).startsWith("failed to parse function arguments");
        assertThat(second.callOutput("call-3").orElseThrow().asText()).startsWith("failed to parse function arguments");
        assertThat(Wire.completed(client, "commandExecution")).isEmpty();
    }

    @Test
    @Rule({"LIF-4", "LIF-9", "LIF-17"})
    void aModelThatRepeatsACallIdGetsItemsOfDifferentIds() {
        Reply call = Reply.of(Step.call("exec_command", Map.of("cmd", "echo x")).id("call_0"));
        LiveClient client = stage.play(call, call, Reply.of(Step.text("Ok.")), call, Reply.of(Step.text("Ok.")));
        String thread = stage.thread();

        assertThat(Wire.statusOf(client.runTurn(thread, "one"))).isEqualTo("completed");
        assertThat(Wire.statusOf(client.runTurn(thread, "two"))).isEqualTo("completed");

        assertThat(Wire.completed(client, "commandExecution"))
                .hasSize(3)
                .extracting(item -> item.get("status").asText())
                .containsOnly("completed");
        assertThat(Wire.listed(client, thread))
                .isEqualTo(Wire.announced(client, thread))
                .extracting(item -> item.get("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    @Rule({"LIF-9", "LIF-11"})
    void aModelThatIsNotThereFailsTheTurn() {
        retries(1);
        LiveClient client = stage.play(Script.builder());
        String thread = stage.thread();
        stage.model().close();

        String turn = client.startTurn(thread, "one");
        client.awaitMethod("error");
        client.request("turn/interrupt", Stage.json("threadId", thread, "turnId", turn));

        assertThat(Wire.statusOf(client.completed(turn))).isIn("failed", "interrupted");
    }

    private void retries(int streams) {
        stage.provider("stream_max_retries = " + streams + "\nrequest_max_retries = 1");
    }
}

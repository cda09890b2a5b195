package dev.parlance.scripted;

import static dev.parlance.scripted.Client.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelRequestTest {
    private static final String REQUEST = """
            {"model":"m","prompt_cache_key":"thread-1",
             "tools":[{"type":"function","name":"exec_command"},{"type":"custom","name":"apply_patch"},
                      {"type":"web_search"},
                      {"type":"namespace","name":"mcp__x","tools":[{"type":"function","name":"echo"}]}],
             "input":[
               {"type":"additional_tools","role":"developer","tools":[
                 {"type":"namespace","name":"functions","tools":[{"type":"custom","name":"exec"}]}]},
               {"type":"message","role":"user","content":[{"type":"input_text","text":"first"}]},
               {"type":"function_call_output","call_id":"call_0_0","output":"old"},
               {"type":"function_call_output","call_id":"call_0_0","output":"done"},
               {"type":"custom_tool_call_output","call_id":"call_0_1","output":[{"type":"input_text","text":"patched"}]},
               {"type":"message","role":"user","content":[{"type":"input_text","text":"sec"},{"type":"input_text","text":"ond"}]},
               {"type":"message","role":"assistant","content":[{"type":"output_text","text":"no"}]}]}
            """;

    @Test
    void requestsAreReadForAssertions() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(Reply.of()))) {
            new Client(model).events(REQUEST);
            ModelRequest request = model.awaitRequest(0, SOON);

            assertThat(request.offeredTools())
                    .containsExactly(
                            new OfferedTool("function", "exec_command", null),
                            new OfferedTool("custom", "apply_patch", null),
                            new OfferedTool("web_search", "web_search", null),
                            new OfferedTool("function", "echo", "mcp__x"),
                            new OfferedTool("custom", "exec", "functions"));
            assertThat(request.offers("exec")).isTrue();
            assertThat(request.offers("update_plan")).isFalse();
            assertThat(request.lastUserText()).contains("second");
            assertThat(request.callOutput("call_0_0").map(JsonNode::toString)).contains("\"done\"");
            assertThat(request.callOutput("call_0_1").map(JsonNode::toString))
                    .contains("[{\"type\":\"input_text\",\"text\":\"patched\"}]");
            assertThat(request.callOutput("call_9_9")).isEmpty();
            assertThat(request.threadId()).contains("thread-1");
            assertThat(request.inputItems()).hasSize(7);
            assertThat(request.header("x-test")).contains("yes");
            assertThat(request.headers()).containsKey("content-type");
            assertThat(request.wantsStructuredOutput()).isFalse();
        }
    }

    @Test
    void onlyTheLastRequestsAreRemembered() throws Exception {
        Script script = Script.builder()
                .reply(Reply.of())
                .afterEnd(AfterEnd.REPEAT_LAST)
                .build();
        try (ScriptedModel model = ScriptedModel.start(0, script, new Limits(1_000, 2, 10, SOON))) {
            Client client = new Client(model);
            for (int i = 0; i < 5; i++) {
                client.events("{\"prompt_cache_key\":\"t" + i + "\"}");
            }
            assertThat(model.requests())
                    .extracting(request -> request.threadId().orElse(""))
                    .containsExactly("t3", "t4");
            assertThat(model.requestCount()).isEqualTo(5);
            assertThat(model.awaitRequest(4, SOON).threadId()).contains("t4");
            assertThatThrownBy(() -> model.awaitRequest(2, SOON))
                    .hasMessage("request 2 was forgotten: only the last 2 are kept; raise Limits.recordedRequests");
            assertThatThrownBy(() -> model.awaitRequest(5, Duration.ofMillis(1)))
                    .hasMessage("request 5 did not come within 1 ms; there were 5");
        }
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(0, Script.of(Reply.of()), new Limits(50, 10, 10, SOON))) {
            Client client = new Client(model);
            assertThat(client.post("{\"x\":\"" + "y".repeat(50) + "\"}").statusCode())
                    .isEqualTo(413);
            assertThat(client.post("{\"x\":\"" + "y".repeat(40) + "\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void moreRequestsAtOnceThanAllowedAreRefused() throws Exception {
        Gate gate = new Gate("full");
        Script script = Script.of(Reply.of(Step.hold(gate)), Reply.of());
        try (ScriptedModel model = ScriptedModel.start(0, script, new Limits(50, 10, 1, SOON));
                var held = new Client(model).open("{}")) {
            Client client = new Client(model);
            gate.awaitReached(SOON);
            assertThat(client.post("{}").statusCode()).isEqualTo(503);
            gate.release();
            assertThat(new String(held.readAllBytes(), StandardCharsets.UTF_8)).contains("response.completed");
        }
    }
}

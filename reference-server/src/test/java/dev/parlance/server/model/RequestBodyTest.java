package dev.parlance.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.server.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    @Test
    void writesTheWholeRequest() throws Exception {
        ModelRequest request = new ModelRequest(
                "thread-1",
                "gpt-5.5",
                List.of(Requests.user("hi")),
                List.of(Map.of("type", "custom", "name", "apply_patch")),
                "high",
                "auto",
                Map.of("type", "object"),
                "flex");

        assertThat(json(RequestBody.of(request)))
                .isEqualTo(json("""
                                {"model":"gpt-5.5",
                                 "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}],
                                 "tools":[{"type":"custom","name":"apply_patch"}],
                                 "tool_choice":"auto","parallel_tool_calls":true,
                                 "reasoning":{"effort":"high","summary":"auto"},
                                 "include":["reasoning.encrypted_content"],
                                 "stream":true,"store":false,"service_tier":"flex","prompt_cache_key":"thread-1",
                                 "text":{"format":{"type":"json_schema","name":"codex_output_schema","strict":true,
                                  "schema":{"type":"object"}}}}""".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void leavesOutWhatWasNotAskedFor() throws Exception {
        ModelRequest request = new ModelRequest("t", "m", List.of(), List.of(), null, "none", null, null);
        assertThat(new String(RequestBody.of(request), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"input\":[],\"tools\":[],\"tool_choice\":\"auto\","
                        + "\"parallel_tool_calls\":true,\"stream\":true,\"store\":false,\"prompt_cache_key\":\"t\"}");
    }

    @Test
    void sendsHistoryAsAnEndpointWithoutMemoryTakesIt() throws Exception {
        assertThat(sent("""
                        [{"type":"message","id":"msg_1","role":"assistant","status":"completed","phase":"commentary",
                          "content":[{"type":"output_text","text":"a","annotations":[],"logprobs":[]}]},
                         {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"s"}],
                          "content":[{"type":"reasoning_text","text":"raw"}],"encrypted_content":"xyz","status":null},
                         {"type":"reasoning","id":"rs_2","summary":[]},
                         {"type":"function_call","id":"fc_1","call_id":"c1","name":"f","namespace":"n","arguments":"{}",
                          "status":"completed"},
                         {"type":"function_call_output","call_id":"c1","output":"out","name":"f"},
                         {"type":"custom_tool_call","id":"ctc_1","call_id":"c2","name":"apply_patch","input":"p",
                          "status":"completed"},
                         {"type":"custom_tool_call_output","call_id":"c2","name":"apply_patch",
                          "output":[{"type":"input_text","text":"done"}]},
                         {"type":"other","x":1}]""")).isEqualTo(json("""
                                [{"type":"message","role":"assistant","phase":"commentary",
                                  "content":[{"type":"output_text","text":"a"}]},
                                 {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"s"}],
                                  "encrypted_content":"xyz"},
                                 {"type":"function_call","call_id":"c1","name":"f","namespace":"n","arguments":"{}"},
                                 {"type":"function_call_output","call_id":"c1","output":"out"},
                                 {"type":"custom_tool_call","call_id":"c2","name":"apply_patch","input":"p"},
                                 {"type":"custom_tool_call_output","call_id":"c2",
                                  "output":[{"type":"input_text","text":"done"}]}]"""));
    }

    @Test
    void pairsCallsAndOutputs() throws Exception {
        assertThat(sent("""
                        [{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
                         {"type":"custom_tool_call","call_id":"c2","name":"g","input":"i"},
                         {"type":"function_call_output","call_id":"c9","output":"of no call"},
                         {"type":"custom_tool_call_output","call_id":"c8","output":"of no call"}]""")).isEqualTo(json("""
                                [{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
                                 {"type":"function_call_output","call_id":"c1","output":"aborted"},
                                 {"type":"custom_tool_call","call_id":"c2","name":"g","input":"i"},
                                 {"type":"custom_tool_call_output","call_id":"c2","output":"aborted"}]"""));
    }

    private static JsonNode sent(String history) throws Exception {
        List<ResponseItem> items = Json.MAPPER.readValue(history, new TypeReference<>() {});
        return json(RequestBody.of(Requests.of(items))).path("input");
    }

    private static JsonNode json(byte[] text) throws Exception {
        return Json.MAPPER.readTree(text);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }
}

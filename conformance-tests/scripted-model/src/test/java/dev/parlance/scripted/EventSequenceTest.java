package dev.parlance.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes over the wire, event by event. */
class EventSequenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void textIsStreamedWordByWordAndCompleted() throws Exception {
        assertThat(play(Reply.of(Step.text("Let me look.").phase("commentary")).usage(new Usage(7, 3, 5, 2))))
                .isEqualTo("""
                event: response.created
                data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_0","object":"response","status":"in_progress","output":[]}}

                event: response.in_progress
                data: {"type":"response.in_progress","sequence_number":1,"response":{"id":"resp_0","object":"response","status":"in_progress","output":[]}}

                event: response.output_item.added
                data: {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"type":"message","id":"msg_0_0","role":"assistant","status":"in_progress","phase":"commentary","content":[]}}

                event: response.content_part.added
                data: {"type":"response.content_part.added","sequence_number":3,"item_id":"msg_0_0","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}

                event: response.output_text.delta
                data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_0_0","output_index":0,"content_index":0,"delta":"Let "}

                event: response.output_text.delta
                data: {"type":"response.output_text.delta","sequence_number":5,"item_id":"msg_0_0","output_index":0,"content_index":0,"delta":"me "}

                event: response.output_text.delta
                data: {"type":"response.output_text.delta","sequence_number":6,"item_id":"msg_0_0","output_index":0,"content_index":0,"delta":"look."}

                event: response.output_text.done
                data: {"type":"response.output_text.done","sequence_number":7,"item_id":"msg_0_0","output_index":0,"content_index":0,"text":"Let me look."}

                event: response.content_part.done
                data: {"type":"response.content_part.done","sequence_number":8,"item_id":"msg_0_0","output_index":0,"content_index":0,"part":{"type":"output_text","text":"Let me look.","annotations":[]}}

                event: response.output_item.done
                data: {"type":"response.output_item.done","sequence_number":9,"output_index":0,"item":{"type":"message","id":"msg_0_0","role":"assistant","status":"completed","phase":"commentary","content":[{"type":"output_text","text":"Let me look.","annotations":[]}]}}

                event: response.completed
                data: {"type":"response.completed","sequence_number":10,"response":{"id":"resp_0","object":"response","status":"completed","output":[{"type":"message","id":"msg_0_0","role":"assistant","status":"completed","phase":"commentary","content":[{"type":"output_text","text":"Let me look.","annotations":[]}]}],"usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":3},"output_tokens":5,"output_tokens_details":{"reasoning_tokens":2},"total_tokens":12}}}

                """);
    }

    @Test
    void reasoningStreamsEachSummaryPart() throws Exception {
        assertThat(middle(Step.reasoning("One two", "Three"))).isEqualTo("""
                {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"type":"reasoning","id":"rs_0_0","summary":[]}}
                {"type":"response.reasoning_summary_part.added","sequence_number":3,"item_id":"rs_0_0","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}
                {"type":"response.reasoning_summary_text.delta","sequence_number":4,"item_id":"rs_0_0","output_index":0,"summary_index":0,"delta":"One "}
                {"type":"response.reasoning_summary_text.delta","sequence_number":5,"item_id":"rs_0_0","output_index":0,"summary_index":0,"delta":"two"}
                {"type":"response.reasoning_summary_text.done","sequence_number":6,"item_id":"rs_0_0","output_index":0,"summary_index":0,"text":"One two"}
                {"type":"response.reasoning_summary_part.done","sequence_number":7,"item_id":"rs_0_0","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":"One two"}}
                {"type":"response.reasoning_summary_part.added","sequence_number":8,"item_id":"rs_0_0","output_index":0,"summary_index":1,"part":{"type":"summary_text","text":""}}
                {"type":"response.reasoning_summary_text.delta","sequence_number":9,"item_id":"rs_0_0","output_index":0,"summary_index":1,"delta":"Three"}
                {"type":"response.reasoning_summary_text.done","sequence_number":10,"item_id":"rs_0_0","output_index":0,"summary_index":1,"text":"Three"}
                {"type":"response.reasoning_summary_part.done","sequence_number":11,"item_id":"rs_0_0","output_index":0,"summary_index":1,"part":{"type":"summary_text","text":"Three"}}
                {"type":"response.output_item.done","sequence_number":12,"output_index":0,"item":{"type":"reasoning","id":"rs_0_0","summary":[{"type":"summary_text","text":"One two"},{"type":"summary_text","text":"Three"}]}}
                """);
    }

    @Test
    void rawReasoningGoesIntoTheContent() throws Exception {
        assertThat(middle(Step.rawReasoning("Hm"))).isEqualTo("""
                {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"type":"reasoning","id":"rs_0_0","summary":[]}}
                {"type":"response.reasoning_text.delta","sequence_number":3,"item_id":"rs_0_0","output_index":0,"content_index":0,"delta":"Hm"}
                {"type":"response.reasoning_text.done","sequence_number":4,"item_id":"rs_0_0","output_index":0,"content_index":0,"text":"Hm"}
                {"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":{"type":"reasoning","id":"rs_0_0","summary":[],"content":[{"type":"reasoning_text","text":"Hm"}]}}
                """);
    }

    @Test
    void callsCarryTheirArgumentsAsText() throws Exception {
        assertThat(middle(
                        Step.call("exec_command", Map.of("cmd", "ls")),
                        Step.customCall("apply_patch", "*** Begin\n").id("patch-1")))
                .isEqualTo("""
                {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"type":"function_call","id":"fc_0_0","call_id":"call_0_0","name":"exec_command","arguments":"","status":"in_progress"}}
                {"type":"response.function_call_arguments.delta","sequence_number":3,"item_id":"fc_0_0","output_index":0,"delta":"{\\"cmd\\":\\"ls\\"}"}
                {"type":"response.function_call_arguments.done","sequence_number":4,"item_id":"fc_0_0","output_index":0,"arguments":"{\\"cmd\\":\\"ls\\"}"}
                {"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":{"type":"function_call","id":"fc_0_0","call_id":"call_0_0","name":"exec_command","arguments":"{\\"cmd\\":\\"ls\\"}","status":"completed"}}
                {"type":"response.output_item.added","sequence_number":6,"output_index":1,"item":{"type":"custom_tool_call","id":"ctc_0_1","call_id":"patch-1","name":"apply_patch","input":"","status":"in_progress"}}
                {"type":"response.custom_tool_call_input.delta","sequence_number":7,"item_id":"ctc_0_1","output_index":1,"delta":"*** Begin\\n"}
                {"type":"response.custom_tool_call_input.done","sequence_number":8,"item_id":"ctc_0_1","output_index":1,"input":"*** Begin\\n"}
                {"type":"response.output_item.done","sequence_number":9,"output_index":1,"item":{"type":"custom_tool_call","id":"ctc_0_1","call_id":"patch-1","name":"apply_patch","input":"*** Begin\\n","status":"completed"}}
                """);
    }

    @Test
    void itemsEventsAndGarbageAreTakenLiterally() throws Exception {
        assertThat(middle(
                        Step.item(JSON.readTree("{\"type\":\"web_search_call\",\"id\":\"ws\"}")),
                        Step.event(JSON.readTree("{\"type\":\"response.odd\",\"x\":1}")),
                        Step.garbage("{not\njson")))
                .isEqualTo("""
                {"type":"response.output_item.done","sequence_number":2,"output_index":0,"item":{"type":"web_search_call","id":"ws"}}
                {"type":"response.odd","x":1}
                {not
                json
                """);
    }

    @Test
    void failureEndsTheReplyWithItsCode() throws Exception {
        assertThat(ending(Step.fail("insufficient_quota", "no more")))
                .isEqualTo(
                        "{\"type\":\"response.failed\",\"sequence_number\":2,\"response\":{\"id\":\"resp_0\",\"object\":\"response\",\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"insufficient_quota\",\"message\":\"no more\"}}}");
    }

    @Test
    void incompleteEndsTheReplyWithItsReason() throws Exception {
        assertThat(ending(Step.incomplete("max_output_tokens")))
                .isEqualTo(
                        "{\"type\":\"response.incomplete\",\"sequence_number\":2,\"response\":{\"id\":\"resp_0\",\"object\":\"response\",\"status\":\"incomplete\",\"output\":[],\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}}");
    }

    private static String play(Reply reply) throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Script.of(reply))) {
            return new Client(model).post("{}").body();
        }
    }

    /** The events between the opening two and the closing one. */
    private static String middle(Step... steps) throws Exception {
        var events = Client.data(play(Reply.of(steps)).lines());
        return String.join("\n", events.subList(2, events.size() - 1)) + "\n";
    }

    private static String ending(Step step) throws Exception {
        var events = Client.data(play(Reply.of(step)).lines());
        assertThat(events).hasSize(3);
        return events.get(2);
    }
}

package dev.parlance.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.OtherResponseItem;
import dev.parlance.agent.protocol.OutputTextContentItem;
import dev.parlance.agent.protocol.ReasoningResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Endpoints that are not quite the real one. */
class ResponseEventsTest {
    private static final ResponseItem EMPTY =
            MessageResponseItem.builder().role("assistant").content(List.of()).build();

    @Test
    void deltasOfAnUnannouncedItemAnnounceIt() throws Exception {
        assertThat(events(
                        "{'type':'response.output_text.delta','item_id':'m','output_index':0,'delta':'a'}",
                        "{'type':'response.output_text.delta','item_id':'m','output_index':0,'delta':'b'}",
                        "{'type':'response.reasoning_summary_text.delta','item_id':'r','summary_index':0,'delta':'s'}",
                        "{'type':'response.reasoning_text.delta','item_id':'r','content_index':1,'delta':'t'}"))
                .containsExactly(
                        new ModelEvent.ItemAdded("m", EMPTY),
                        new ModelEvent.TextDelta("m", "a"),
                        new ModelEvent.TextDelta("m", "b"),
                        new ModelEvent.ItemAdded(
                                "r",
                                ReasoningResponseItem.builder()
                                        .summary(List.of())
                                        .build()),
                        new ModelEvent.SummaryPartAdded("r", 0),
                        new ModelEvent.SummaryTextDelta("r", 0, "s"),
                        new ModelEvent.ReasoningTextDelta("r", 1, "t"));
    }

    @Test
    void itemWithoutIdHasOneIdThroughout() throws Exception {
        List<ModelEvent> events = events(
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','content':[]}}",
                "{'type':'response.output_text.delta','output_index':0,'delta':'a'}",
                "{'type':'response.output_item.done','output_index':0,"
                        + "'item':{'type':'message','content':[{'type':'output_text','text':'a'}]}}");
        String id = ((ModelEvent.ItemAdded) events.get(0)).itemId();
        assertThat(id).startsWith("item_");
        assertThat(events)
                .containsExactly(
                        new ModelEvent.ItemAdded(id, EMPTY),
                        new ModelEvent.TextDelta(id, "a"),
                        new ModelEvent.ItemDone(
                                id,
                                MessageResponseItem.builder()
                                        .role("assistant")
                                        .content(List.of(OutputTextContentItem.builder()
                                                .text("a")
                                                .build()))
                                        .build()));
    }

    @Test
    void idThatComesTwiceIsUsedOnce() throws Exception {
        String done =
                "{'type':'response.output_item.done','item':{'type':'function_call','id':'x','call_id':'c','name':'f'}}";
        List<ModelEvent> events = events(done, done);
        assertThat(((ModelEvent.ItemDone) events.get(0)).itemId()).isEqualTo("x");
        assertThat(((ModelEvent.ItemDone) events.get(1)).itemId()).startsWith("item_");
        assertThat(((ModelEvent.ItemDone) events.get(0)).item())
                .isEqualTo(FunctionCallResponseItem.builder()
                        .id("x")
                        .callId("c")
                        .name("f")
                        .arguments("")
                        .build());
    }

    @Test
    void unknownItemsAreKeptAndUnknownPartsAreNot() throws Exception {
        assertThat(events(
                        "{'type':'response.output_item.done','item':{'type':'future','id':'f','x':[1]}}",
                        "{'type':'response.output_item.done','item':{'type':'message','id':'m','role':'assistant',"
                                + "'content':[{'type':'future'},{'type':'refusal','refusal':'No.'}]}}"))
                .containsExactly(
                        new ModelEvent.ItemDone("f", new OtherResponseItem(Map.of("id", "f", "x", List.of(1)))),
                        new ModelEvent.ItemDone(
                                "m",
                                MessageResponseItem.builder()
                                        .id("m")
                                        .role("assistant")
                                        .content(List.of(OutputTextContentItem.builder()
                                                .text("No.")
                                                .build()))
                                        .build()));
    }

    @Test
    void nonsenseIsPassedOver() throws Exception {
        assertThat(events(
                        "nonsense",
                        "[DONE]",
                        "7",
                        "{'type':'response.future'}",
                        "{'type':'response.output_text.delta','item_id':'m','delta':7}",
                        "{'type':'response.output_item.done'}",
                        "{'type':'response.output_item.done','item':{'type':'function_call','name':{}}}",
                        "{'type':'response.completed','response':{'id':'r','usage':null}}",
                        "{'type':'response.output_text.delta','item_id':'m','delta':'after the end'}"))
                .containsExactly(new ModelEvent.Completed("r", null));
    }

    private static List<ModelEvent> events(String... json) throws Exception {
        ArrayDeque<ModelEvent> out = new ArrayDeque<>();
        ResponseEvents events = new ResponseEvents(out);
        for (String event : json) {
            byte[] data = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            events.event("", data, data.length);
        }
        return List.copyOf(out);
    }
}

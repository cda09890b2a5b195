package dev.parlance.server.model;

import dev.parlance.agent.protocol.FunctionCallOutputBody;
import dev.parlance.agent.protocol.FunctionCallOutputResponseItem;
import dev.parlance.agent.protocol.InputTextContentItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import java.util.ArrayList;
import java.util.List;

/** Requests and what comes of them, in few words. */
final class Requests {
    private Requests() {}

    static ModelRequest saying(String text) {
        return of(List.of(user(text)));
    }

    static ModelRequest of(List<ResponseItem> input) {
        return new ModelRequest("thread-1", "mock", input, List.of(), null, null, null, null);
    }

    static ResponseItem user(String text) {
        return MessageResponseItem.builder()
                .role("user")
                .content(List.of(InputTextContentItem.builder().text(text).build()))
                .build();
    }

    static ResponseItem output(String callId, String text) {
        return FunctionCallOutputResponseItem.builder()
                .callId(callId)
                .output(FunctionCallOutputBody.of(text))
                .build();
    }

    static List<ModelEvent> all(ModelProvider provider, ModelRequest request) throws Exception {
        try (ModelStream stream = provider.open(request)) {
            return rest(stream);
        }
    }

    static List<ModelEvent> rest(ModelStream stream) throws Exception {
        List<ModelEvent> events = new ArrayList<>();
        for (ModelEvent event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
        }
        return events;
    }
}

package dev.parlance.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.ReasoningResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import dev.parlance.server.Json;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the events of a Responses stream into model events. What is unknown or no JSON is logged and passed over. A
 * delta of an item that was never announced announces it.
 */
final class ResponseEvents implements SseParser.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseEvents.class);
    private static final ResponseItem EMPTY_MESSAGE =
            MessageResponseItem.builder().role("assistant").content(List.of()).build();
    private static final ResponseItem EMPTY_REASONING =
            ReasoningResponseItem.builder().summary(List.of()).build();

    private final OpenItems items = new OpenItems();
    private final Queue<ModelEvent> out;
    private boolean completed;

    /** Adds what it makes to {@code out}. */
    ResponseEvents(Queue<ModelEvent> out) {
        this.out = out;
    }

    /** Whether the answer is whole; nothing is read after that. */
    boolean isCompleted() {
        return completed;
    }

    @Override
    public void event(String name, byte[] data, int length) throws ModelException {
        if (completed) {
            return;
        }
        JsonNode event;
        try {
            event = Json.MAPPER.readTree(data, 0, length);
        } catch (IOException e) {
            LOG.warn("an event of the model with {} bytes is no JSON and is passed over", length);
            return;
        }
        accept(event.path("type").asText(name), event);
    }

    private void accept(String type, JsonNode event) throws ModelException {
        switch (type) {
            case "response.output_item.added" -> added(event);
            case "response.output_text.delta", "response.refusal.delta" -> textDelta(event);
            case "response.reasoning_summary_part.added" -> summaryPart(event);
            case "response.reasoning_summary_text.delta" -> summaryDelta(event);
            case "response.reasoning_text.delta" -> reasoningDelta(event);
            case "response.output_item.done" -> done(event);
            case "response.completed" -> completed(event.path("response"));
            case "response.failed" ->
                throw Failures.reported(event.path("response").path("error"));
            case "response.incomplete" -> throw incomplete(event.path("response"));
            case "error" -> throw Failures.reported(event.path("error").isObject() ? event.path("error") : flat(event));
            default -> LOG.debug("an event {} of the model is passed over", type);
        }
    }

    private void added(JsonNode event) throws ModelException {
        ResponseItem item = ItemReader.read(event.path("item"));
        if (item != null) {
            String id = items.idOf(event, event.path("item").path("id"));
            if (items.begin(id)) {
                out.add(new ModelEvent.ItemAdded(id, item));
            }
        }
    }

    private void textDelta(JsonNode event) throws ModelException {
        if (event.path("delta").isTextual()) {
            out.add(new ModelEvent.TextDelta(
                    begun(event, EMPTY_MESSAGE), event.path("delta").textValue()));
        }
    }

    private void summaryPart(JsonNode event) throws ModelException {
        part(begun(event, EMPTY_REASONING), index(event, "summary_index"));
    }

    private void summaryDelta(JsonNode event) throws ModelException {
        if (event.path("delta").isTextual()) {
            String id = begun(event, EMPTY_REASONING);
            int index = index(event, "summary_index");
            part(id, index);
            out.add(new ModelEvent.SummaryTextDelta(
                    id, index, event.path("delta").textValue()));
        }
    }

    private void part(String id, int index) {
        if (items.beginPart(id, index)) {
            out.add(new ModelEvent.SummaryPartAdded(id, index));
        }
    }

    private void reasoningDelta(JsonNode event) throws ModelException {
        if (event.path("delta").isTextual()) {
            String id = begun(event, EMPTY_REASONING);
            out.add(new ModelEvent.ReasoningTextDelta(
                    id, index(event, "content_index"), event.path("delta").textValue()));
        }
    }

    private String begun(JsonNode event, ResponseItem empty) throws ModelException {
        String id = items.idOf(event, event.path("item_id"));
        if (items.begin(id)) {
            out.add(new ModelEvent.ItemAdded(id, empty));
        }
        return id;
    }

    private void done(JsonNode event) throws ModelException {
        ResponseItem item = ItemReader.read(event.path("item"));
        if (item != null) {
            String id = items.idOf(event, event.path("item").path("id"));
            items.end(event, id);
            out.add(new ModelEvent.ItemDone(id, item));
        }
    }

    private void completed(JsonNode response) {
        completed = true;
        out.add(new ModelEvent.Completed(response.path("id").asText(""), usage(response.path("usage"))));
    }

    private static @Nullable TokenUsageBreakdown usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        long input = count(usage.path("input_tokens"));
        long output = count(usage.path("output_tokens"));
        JsonNode total = usage.path("total_tokens");
        return TokenUsageBreakdown.builder()
                .inputTokens(input)
                .cachedInputTokens(count(usage.path("input_tokens_details").path("cached_tokens")))
                .cacheWriteInputTokens(count(usage.path("input_tokens_details").path("cache_write_tokens")))
                .outputTokens(output)
                .reasoningOutputTokens(count(usage.path("output_tokens_details").path("reasoning_tokens")))
                .totalTokens(total.isIntegralNumber() ? count(total) : input + output)
                .build();
    }

    /** Between 0 and a bound that no sum over a thread can carry past a long. */
    private static long count(JsonNode number) {
        return Math.max(0, Math.min(number.asLong(0), 1L << 40));
    }

    private static int index(JsonNode event, String member) {
        return Math.max(0, event.path(member).asInt(0));
    }

    private static ModelException incomplete(JsonNode response) {
        String reason = response.path("incomplete_details").path("reason").asText("unknown");
        return Failures.last("Incomplete response returned, reason: " + Failures.bounded(reason), Value.OTHER);
    }

    /** An error event with its members beside the type: the type is no code then. */
    private static JsonNode flat(JsonNode event) {
        ObjectNode error = Json.MAPPER.createObjectNode();
        error.set("code", event.path("code"));
        error.set("message", event.path("message"));
        return error;
    }
}

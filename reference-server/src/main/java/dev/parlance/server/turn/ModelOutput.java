package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageDeltaNotification;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.ContentItem;
import dev.parlance.agent.protocol.CustomToolCallResponseItem;
import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.MessagePhase;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.OutputTextContentItem;
import dev.parlance.agent.protocol.ReasoningResponseItem;
import dev.parlance.agent.protocol.ReasoningSummaryPartAddedNotification;
import dev.parlance.agent.protocol.ReasoningSummaryTextDeltaNotification;
import dev.parlance.agent.protocol.ReasoningTextDeltaNotification;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.WebSearchCallResponseItem;
import dev.parlance.agent.protocol.WebSearchThreadItem;
import dev.parlance.server.model.ModelEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns the events of one model answer into items and deltas, one event at a time. */
final class ModelOutput {
    private final String threadId;
    private final String turnId;
    private final AgentClient audience;
    private final ItemSink items;
    private final UnaryOperator<String> wireIds;
    private final Consumer<List<ResponseItem>> memory;
    /** Begun and not done, by the model's id. */
    private final Map<String, OpenOutput> open = new LinkedHashMap<>();

    /** Done and not yet handed to the memory, in the model's order. */
    private final List<ResponseItem> said = new ArrayList<>();

    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable AgentMessageThreadItem lastMessage;

    /**
     * Of one answer.
     *
     * @param wireIds gives the id an item has on the wire: the model's own, unless the thread has one of that id
     * @param memory takes what goes into the context, a message before it is announced as completed
     */
    ModelOutput(
            String threadId,
            String turnId,
            AgentClient audience,
            ItemSink items,
            UnaryOperator<String> wireIds,
            Consumer<List<ResponseItem>> memory) {
        this.threadId = threadId;
        this.turnId = turnId;
        this.audience = audience;
        this.items = items;
        this.wireIds = wireIds;
        this.memory = memory;
    }

    void accept(ModelEvent event) {
        if (event instanceof ModelEvent.TextDelta it) {
            text(it);
        } else if (event instanceof ModelEvent.ItemAdded it) {
            begin(it.itemId(), it.item());
        } else if (event instanceof ModelEvent.SummaryPartAdded it) {
            summaryPart(it.itemId(), it.summaryIndex());
        } else if (event instanceof ModelEvent.SummaryTextDelta it) {
            summaryText(it);
        } else if (event instanceof ModelEvent.ReasoningTextDelta it) {
            reasoningText(it);
        } else if (event instanceof ModelEvent.ItemDone it) {
            done(it.itemId(), it.item());
        }
    }

    /** The answer is whole: what is not yet in the memory goes there. */
    void remember() {
        memory.accept(List.copyOf(said));
        said.clear();
    }

    ModelAnswer answer(boolean cut) {
        return new ModelAnswer(cut ? List.of() : List.copyOf(calls), lastMessage, cut);
    }

    /** The answer breaks off: what is open is closed with what has come, and what was asked for is not done. */
    void abandon() {
        closeOpen();
        memory.accept(
                said.stream().filter(MessageResponseItem.class::isInstance).toList());
        said.clear();
    }

    /** Closes with what has come what the model began and did not end. */
    void closeOpen() {
        for (OpenOutput left : List.copyOf(open.values())) {
            items.complete(left.item());
        }
        open.clear();
    }

    private @Nullable OpenOutput begin(String modelId, ResponseItem item) {
        OpenOutput begun = null;
        if (item instanceof MessageResponseItem message && message.role().equals("assistant")) {
            begun = OpenOutput.message(wireIds.apply(modelId), message.phase());
        } else if (item instanceof ReasoningResponseItem) {
            begun = OpenOutput.reasoning(wireIds.apply(modelId));
        }
        if (begun != null) {
            open.put(modelId, begun);
            items.start(begun.item());
        }
        return begun;
    }

    private @Nullable OpenOutput open(String modelId, boolean reasoning) {
        OpenOutput begun = open.get(modelId);
        return begun != null && begun.reasoning() == reasoning ? begun : null;
    }

    private void text(ModelEvent.TextDelta event) {
        OpenOutput message = open(event.itemId(), false);
        if (message != null && !event.delta().isEmpty()) {
            message.text().append(event.delta());
            audience.itemAgentMessageDelta(
                    new AgentMessageDeltaNotification(event.delta(), message.id(), threadId, turnId, Map.of()));
        }
    }

    private @Nullable OpenOutput summaryPart(String modelId, int index) {
        OpenOutput reasoning = open(modelId, true);
        if (reasoning == null || !reasoning.addSummaryPart(index)) {
            return reasoning;
        }
        audience.itemReasoningSummaryPartAdded(ReasoningSummaryPartAddedNotification.builder()
                .itemId(reasoning.id())
                .summaryIndex((long) index)
                .threadId(threadId)
                .turnId(turnId)
                .build());
        return reasoning;
    }

    private void summaryText(ModelEvent.SummaryTextDelta event) {
        // A part that was not announced is, before its text.
        OpenOutput reasoning = summaryPart(event.itemId(), event.summaryIndex());
        if (reasoning != null && reasoning.appendSummary(event.summaryIndex(), event.delta())) {
            audience.itemReasoningSummaryTextDelta(ReasoningSummaryTextDeltaNotification.builder()
                    .delta(event.delta())
                    .itemId(reasoning.id())
                    .summaryIndex((long) event.summaryIndex())
                    .threadId(threadId)
                    .turnId(turnId)
                    .build());
        }
    }

    private void reasoningText(ModelEvent.ReasoningTextDelta event) {
        OpenOutput reasoning = open(event.itemId(), true);
        if (reasoning != null && reasoning.appendContent(event.contentIndex(), event.delta())) {
            audience.itemReasoningTextDelta(ReasoningTextDeltaNotification.builder()
                    .contentIndex((long) event.contentIndex())
                    .delta(event.delta())
                    .itemId(reasoning.id())
                    .threadId(threadId)
                    .turnId(turnId)
                    .build());
        }
    }

    private void done(String modelId, ResponseItem item) {
        said.add(item);
        if (item instanceof MessageResponseItem message && message.role().equals("assistant")) {
            message(modelId, message);
        } else if (item instanceof ReasoningResponseItem reasoning) {
            OpenOutput begun = open.containsKey(modelId) ? open.remove(modelId) : beginAndForget(modelId, item);
            if (begun != null) {
                items.complete(begun.reasoningItem(reasoning));
            }
        } else if (item instanceof FunctionCallResponseItem call) {
            calls.add(new ToolCall(call.callId(), call.name(), call.arguments(), false));
        } else if (item instanceof CustomToolCallResponseItem call) {
            calls.add(new ToolCall(call.callId(), call.name(), call.input(), true));
        } else if (item instanceof WebSearchCallResponseItem) {
            items.add(WebSearchThreadItem.builder()
                    .id(wireIds.apply(modelId))
                    .query("")
                    .build());
        }
    }

    private @Nullable OpenOutput beginAndForget(String modelId, ResponseItem item) {
        OpenOutput begun = begin(modelId, item);
        open.remove(modelId);
        return begun;
    }

    private void message(String modelId, MessageResponseItem message) {
        OpenOutput begun = open.containsKey(modelId) ? open.remove(modelId) : beginAndForget(modelId, message);
        if (begun == null) {
            return;
        }
        String text = text(message);
        // Deltas add up to the text: what the model says only at the end is sent as one more.
        if (begun.text().length() > 0
                && text.length() > begun.text().length()
                && text.startsWith(begun.text().toString())) {
            audience.itemAgentMessageDelta(new AgentMessageDeltaNotification(
                    text.substring(begun.text().length()), begun.id(), threadId, turnId, Map.of()));
        }
        if (calls.isEmpty()) {
            // Remembered before it is announced, so that a crash does not make the model forget what the user has read.
            // A
            // call waits: it must not stand there if the answer breaks off.
            remember();
        }
        MessagePhase phase = message.phase() == null ? begun.phase() : message.phase();
        AgentMessageThreadItem item = AgentMessageThreadItem.builder()
                .id(begun.id())
                .text(text)
                .phase(phase)
                .build();
        items.complete(item);
        lastMessage = item;
    }

    private static String text(MessageResponseItem message) {
        StringBuilder text = new StringBuilder();
        for (ContentItem content : message.content()) {
            if (content instanceof OutputTextContentItem output) {
                text.append(output.text());
            }
        }
        return text.toString();
    }
}

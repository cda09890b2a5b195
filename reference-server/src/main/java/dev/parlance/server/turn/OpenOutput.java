package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.MessagePhase;
import dev.parlance.agent.protocol.ReasoningItemContent;
import dev.parlance.agent.protocol.ReasoningItemReasoningSummary;
import dev.parlance.agent.protocol.ReasoningResponseItem;
import dev.parlance.agent.protocol.ReasoningTextReasoningItemContent;
import dev.parlance.agent.protocol.ReasoningThreadItem;
import dev.parlance.agent.protocol.SummaryTextReasoningItemReasoningSummary;
import dev.parlance.agent.protocol.TextReasoningItemContent;
import dev.parlance.agent.protocol.ThreadItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message or a piece of reasoning that the model has begun, and what has come of it. */
final class OpenOutput {
    private final String id;
    private final boolean reasoning;
    private final @Nullable MessagePhase phase;
    private final StringBuilder text = new StringBuilder();
    private final List<StringBuilder> summary = new ArrayList<>();
    private final List<StringBuilder> content = new ArrayList<>();

    private OpenOutput(String id, boolean reasoning, @Nullable MessagePhase phase) {
        this.id = id;
        this.reasoning = reasoning;
        this.phase = phase;
    }

    static OpenOutput message(String id, @Nullable MessagePhase phase) {
        return new OpenOutput(id, false, phase);
    }

    static OpenOutput reasoning(String id) {
        return new OpenOutput(id, true, null);
    }

    String id() {
        return id;
    }

    boolean reasoning() {
        return reasoning;
    }

    @Nullable
    MessagePhase phase() {
        return phase;
    }

    StringBuilder text() {
        return text;
    }

    /** True where that part is the next one. */
    boolean addSummaryPart(int index) {
        if (index != summary.size()) {
            return false;
        }
        summary.add(new StringBuilder());
        return true;
    }

    /** False where there is no such part, or nothing to add. */
    boolean appendSummary(int index, String delta) {
        if (index < 0 || index >= summary.size() || delta.isEmpty()) {
            return false;
        }
        summary.get(index).append(delta);
        return true;
    }

    /** False where the index skips one, or there is nothing to add. */
    boolean appendContent(int index, String delta) {
        if (index == content.size()) {
            content.add(new StringBuilder());
        }
        if (index < 0 || index >= content.size() || delta.isEmpty()) {
            return false;
        }
        content.get(index).append(delta);
        return true;
    }

    /** As far as it has come. */
    ThreadItem item() {
        return reasoning
                ? ReasoningThreadItem.builder()
                        .id(id)
                        .summary(texts(summary))
                        .content(texts(content))
                        .build()
                : AgentMessageThreadItem.builder()
                        .id(id)
                        .text(text.toString())
                        .phase(phase)
                        .build();
    }

    /** Whole: what was streamed, or what the model says at the end where nothing was. */
    ThreadItem reasoningItem(ReasoningResponseItem whole) {
        return ReasoningThreadItem.builder()
                .id(id)
                .summary(summary.isEmpty() ? summaries(whole) : texts(summary))
                .content(content.isEmpty() ? contents(whole) : texts(content))
                .build();
    }

    private static List<String> texts(List<StringBuilder> parts) {
        return parts.stream().map(StringBuilder::toString).toList();
    }

    private static List<String> summaries(ReasoningResponseItem whole) {
        List<String> texts = new ArrayList<>();
        for (ReasoningItemReasoningSummary part : whole.summary()) {
            if (part instanceof SummaryTextReasoningItemReasoningSummary it) {
                texts.add(it.text());
            }
        }
        return texts;
    }

    private static List<String> contents(ReasoningResponseItem whole) {
        List<String> texts = new ArrayList<>();
        List<ReasoningItemContent> parts = whole.content();
        for (ReasoningItemContent part : parts == null ? List.<ReasoningItemContent>of() : parts) {
            if (part instanceof ReasoningTextReasoningItemContent it) {
                texts.add(it.text());
            } else if (part instanceof TextReasoningItemContent it) {
                texts.add(it.text());
            }
        }
        return texts;
    }
}

package dev.parlance.server.model;

import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import org.jspecify.annotations.Nullable;

/** What a model says, as it says it. Item ids are the model's, made up where it gave none, and the same in all events of an item. */
public sealed interface ModelEvent {
    /**
     * An output item has begun; what it holds is not complete.
     *
     * @param itemId its id
     */
    record ItemAdded(String itemId, ResponseItem item) implements ModelEvent {}

    /** A piece of a message's text. */
    record TextDelta(String itemId, String delta) implements ModelEvent {}

    /** A part of a reasoning summary has begun. */
    record SummaryPartAdded(String itemId, int summaryIndex) implements ModelEvent {}

    /** A piece of a reasoning summary. */
    record SummaryTextDelta(String itemId, int summaryIndex, String delta) implements ModelEvent {}

    /** A piece of raw reasoning. */
    record ReasoningTextDelta(String itemId, int contentIndex, String delta) implements ModelEvent {}

    /** An output item is whole. May come without {@link ItemAdded}. */
    record ItemDone(String itemId, ResponseItem item) implements ModelEvent {}

    /**
     * The answer is whole.
     *
     * @param usage null where the model did not tell
     */
    record Completed(String responseId, @Nullable TokenUsageBreakdown usage) implements ModelEvent {}
}

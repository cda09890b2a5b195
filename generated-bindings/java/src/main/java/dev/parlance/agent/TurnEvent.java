package dev.parlance.agent;

import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.agent.protocol.TurnPlanUpdatedNotification;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a turn, in the order of the wire. A turn begins with {@link Started} and ends with {@link Completed},
 * whatever comes between; an item is {@link ItemStarted}, grows by {@link TextDelta}s and is {@link ItemCompleted}.
 *
 * <pre>{@code
 * for (TurnEvent event : turn) {
 *     if (event instanceof TurnEvent.TextDelta delta && delta.kind() == TurnEvent.TextKind.MESSAGE) {
 *         System.out.print(delta.text());
 *     }
 * }
 * }</pre>
 */
public sealed interface TurnEvent {
    /** The turn runs; its own items are not in it yet. */
    record Started(Turn turn) implements TurnEvent {}

    /** An item exists. Its text grows until it is completed. */
    record ItemStarted(ThreadItem item) implements TurnEvent {}

    /** An item is finished; this is its final form, which wins over its deltas. */
    record ItemCompleted(ThreadItem item) implements TurnEvent {}

    /**
     * More text of an item. Deltas that wait in the queue while the reader is slow are joined.
     *
     * @param index of the summary part or content part the text belongs to; 0 where the item has one text
     */
    record TextDelta(String itemId, TextKind kind, long index, String text) implements TurnEvent {}

    /** Which text of an item grows. */
    enum TextKind {
        /** What the agent says. */
        MESSAGE,
        /** A part of the summary of its reasoning. */
        REASONING_SUMMARY,
        /** Its reasoning itself, where the model shows it. */
        REASONING,
        /** A proposed plan. */
        PLAN,
        /** Output of a command; best effort, the completed item holds the truth. */
        COMMAND_OUTPUT
    }

    /** The agent's list of steps changed; the notification holds all of them. */
    record PlanUpdated(TurnPlanUpdatedNotification plan) implements TurnEvent {}

    /** All file changes of the turn so far, as one unified diff. */
    record DiffUpdated(String diff) implements TurnEvent {}

    /** Tokens used by the thread so far and by its last model call. */
    record UsageUpdated(ThreadTokenUsage usage) implements TurnEvent {}

    /**
     * A model call failed.
     *
     * @param willRetry true where the server tries again; else the turn ends as failed
     */
    record Failed(TurnError error, boolean willRetry) implements TurnEvent {}

    /**
     * Anything else of this turn.
     *
     * @param method name on the wire
     * @param params the generated type where the bindings know the method, else maps, lists and scalars; null for none
     */
    record Other(String method, @Nullable Object params) implements TurnEvent {}

    /** The turn has ended; nothing follows. */
    record Completed(Turn turn) implements TurnEvent {}
}

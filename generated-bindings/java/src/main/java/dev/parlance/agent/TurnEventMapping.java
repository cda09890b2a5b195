package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentMessageDeltaNotification;
import dev.parlance.agent.protocol.CommandExecutionOutputDeltaNotification;
import dev.parlance.agent.protocol.ErrorNotification;
import dev.parlance.agent.protocol.ItemCompletedNotification;
import dev.parlance.agent.protocol.ItemStartedNotification;
import dev.parlance.agent.protocol.PlanDeltaNotification;
import dev.parlance.agent.protocol.ReasoningSummaryTextDeltaNotification;
import dev.parlance.agent.protocol.ReasoningTextDeltaNotification;
import dev.parlance.agent.protocol.ThreadTokenUsageUpdatedNotification;
import dev.parlance.agent.protocol.TurnCompletedNotification;
import dev.parlance.agent.protocol.TurnDiffUpdatedNotification;
import dev.parlance.agent.protocol.TurnPlanUpdatedNotification;
import dev.parlance.agent.protocol.TurnStartedNotification;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which turn a notification is of, and which {@link TurnEvent} it is. */
final class TurnEventMapping {
    /** An event and where it belongs. */
    record Addressed(String threadId, String turnId, TurnEvent event) {}

    private TurnEventMapping() {}

    /**
     * The event that a notification is.
     *
     * @param params a generated type, or maps, lists and scalars where the bindings do not know the method
     * @return null where it is of no turn
     */
    static @Nullable Addressed of(String method, @Nullable Object params) {
        Addressed text = textDelta(params);
        if (text != null) {
            return text;
        }
        Addressed known = itemOrTurn(params);
        return known != null ? known : other(method, params);
    }

    private static @Nullable Addressed textDelta(@Nullable Object params) {
        if (params instanceof AgentMessageDeltaNotification n) {
            return delta(n.threadId(), n.turnId(), n.itemId(), TurnEvent.TextKind.MESSAGE, 0, n.delta());
        }
        if (params instanceof CommandExecutionOutputDeltaNotification n) {
            return delta(n.threadId(), n.turnId(), n.itemId(), TurnEvent.TextKind.COMMAND_OUTPUT, 0, n.delta());
        }
        if (params instanceof ReasoningSummaryTextDeltaNotification n) {
            return delta(
                    n.threadId(),
                    n.turnId(),
                    n.itemId(),
                    TurnEvent.TextKind.REASONING_SUMMARY,
                    n.summaryIndex(),
                    n.delta());
        }
        if (params instanceof ReasoningTextDeltaNotification n) {
            return delta(
                    n.threadId(), n.turnId(), n.itemId(), TurnEvent.TextKind.REASONING, n.contentIndex(), n.delta());
        }
        if (params instanceof PlanDeltaNotification n) {
            return delta(n.threadId(), n.turnId(), n.itemId(), TurnEvent.TextKind.PLAN, 0, n.delta());
        }
        return null;
    }

    private static @Nullable Addressed itemOrTurn(@Nullable Object params) {
        if (params instanceof ItemStartedNotification n) {
            return new Addressed(n.threadId(), n.turnId(), new TurnEvent.ItemStarted(n.item()));
        }
        if (params instanceof ItemCompletedNotification n) {
            return new Addressed(n.threadId(), n.turnId(), new TurnEvent.ItemCompleted(n.item()));
        }
        if (params instanceof TurnStartedNotification n) {
            return new Addressed(n.threadId(), n.turn().id(), new TurnEvent.Started(n.turn()));
        }
        if (params instanceof TurnCompletedNotification n) {
            return new Addressed(n.threadId(), n.turn().id(), new TurnEvent.Completed(n.turn()));
        }
        if (params instanceof TurnDiffUpdatedNotification n) {
            return new Addressed(n.threadId(), n.turnId(), new TurnEvent.DiffUpdated(n.diff()));
        }
        if (params instanceof TurnPlanUpdatedNotification n) {
            return new Addressed(n.threadId(), n.turnId(), new TurnEvent.PlanUpdated(n));
        }
        if (params instanceof ThreadTokenUsageUpdatedNotification n) {
            return new Addressed(n.threadId(), n.turnId(), new TurnEvent.UsageUpdated(n.tokenUsage()));
        }
        if (params instanceof ErrorNotification n) {
            return new Addressed(n.threadId(), n.turnId(), new TurnEvent.Failed(n.error(), n.willRetry()));
        }
        return null;
    }

    private static @Nullable Addressed other(String method, @Nullable Object params) {
        Object threadId = null;
        Object turnId = null;
        if (params instanceof Map<?, ?> raw) {
            threadId = raw.get("threadId");
            turnId = raw.get("turnId");
        } else if (params != null) {
            threadId = Member.THREAD_ID.of(params);
            turnId = Member.TURN_ID.of(params);
        }
        return threadId instanceof String thread && turnId instanceof String turn
                ? new Addressed(thread, turn, new TurnEvent.Other(method, params))
                : null;
    }

    private static Addressed delta(
            String threadId, String turnId, String itemId, TurnEvent.TextKind kind, long index, String text) {
        return new Addressed(threadId, turnId, new TurnEvent.TextDelta(itemId, kind, index, text));
    }
}

package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.ContextCompactionThreadItem;
import dev.parlance.agent.protocol.FileChangeThreadItem;
import dev.parlance.agent.protocol.PatchApplyStatus;
import dev.parlance.agent.protocol.PlanThreadItem;
import dev.parlance.agent.protocol.ReasoningThreadItem;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.UserMessageThreadItem;
import dev.parlance.agent.protocol.WebSearchThreadItem;
import org.jspecify.annotations.Nullable;

/** What all kinds of items share, though the generated types have no common builder. */
final class ItemShapes {
    private ItemShapes() {}

    /** The item with its times; those of a kind that no turn makes stay as they are. */
    static ThreadItem timed(ThreadItem item, long startedAtMs, @Nullable Long completedAtMs) {
        if (item instanceof AgentMessageThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof CommandExecutionThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof FileChangeThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof ReasoningThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof UserMessageThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof PlanThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof ContextCompactionThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        } else if (item instanceof WebSearchThreadItem it) {
            return it.toBuilder()
                    .startedAtMs(startedAtMs)
                    .completedAtMs(completedAtMs)
                    .build();
        }
        return item;
    }

    /** The item as it is closed when nobody else does: work that has not ended has failed. */
    static ThreadItem cut(ThreadItem item) {
        if (item instanceof CommandExecutionThreadItem it && CommandExecutionStatus.IN_PROGRESS.equals(it.status())) {
            return it.toBuilder().status(CommandExecutionStatus.FAILED).build();
        } else if (item instanceof FileChangeThreadItem it && PatchApplyStatus.IN_PROGRESS.equals(it.status())) {
            return it.toBuilder().status(PatchApplyStatus.FAILED).build();
        }
        return item;
    }
}

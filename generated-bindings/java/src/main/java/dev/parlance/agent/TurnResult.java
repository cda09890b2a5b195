package dev.parlance.agent;

import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a turn ended.
 *
 * <pre>{@code
 * TurnResult result = turn.result();
 * if (result.succeeded()) {
 *     System.out.println(result.finalMessage());
 * }
 * }</pre>
 *
 * @param turn as the server announced its end: status, error, times
 * @param items the completed items, in the order of their completion
 * @param finalMessage the agent's last message; empty where it said nothing
 * @param usage tokens used by the thread so far; null where the server told none
 */
public record TurnResult(
        Turn turn,
        List<ThreadItem> items,
        String finalMessage,
        @Nullable ThreadTokenUsage usage) {
    /** Keeps its own copy of the items. */
    public TurnResult {
        items = List.copyOf(items);
    }

    /** True for {@code completed} alone: interrupted, failed and statuses this version does not know are no success. */
    public boolean succeeded() {
        return turn.status().equals(TurnStatus.COMPLETED);
    }
}

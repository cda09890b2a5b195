package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageDeltaNotification;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.ItemCompletedNotification;
import dev.parlance.agent.protocol.ItemStartedNotification;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.agent.protocol.ThreadTokenUsageUpdatedNotification;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnCompletedNotification;
import dev.parlance.agent.protocol.TurnStartedNotification;
import dev.parlance.agent.protocol.TurnStatus;
import java.util.List;

/** The server's side of a turn: each method sends one notification. */
record TestTurn(AgentClient client, String threadId, String id) {
    static AgentMessageThreadItem message(String itemId, String text) {
        return AgentMessageThreadItem.builder().id(itemId).text(text).build();
    }

    static ThreadTokenUsage usage(long total) {
        TokenUsageBreakdown tokens = TokenUsageBreakdown.builder()
                .cachedInputTokens(0L)
                .inputTokens(total - 1)
                .outputTokens(1L)
                .reasoningOutputTokens(0L)
                .totalTokens(total)
                .build();
        return ThreadTokenUsage.builder().last(tokens).total(tokens).build();
    }

    /** The turn as it is told of in that state. */
    Turn as(TurnStatus status) {
        return Turn.builder().id(id).items(List.of()).status(status).build();
    }

    /** Another turn of the thread. */
    TestTurn other(String turnId) {
        return new TestTurn(client, threadId, turnId);
    }

    void started() {
        client.turnStarted(TurnStartedNotification.builder()
                .threadId(threadId)
                .turn(as(TurnStatus.IN_PROGRESS))
                .build());
    }

    void itemStarted(ThreadItem item) {
        client.itemStarted(ItemStartedNotification.builder()
                .threadId(threadId)
                .turnId(id)
                .item(item)
                .startedAtMs(1L)
                .build());
    }

    void delta(String itemId, String text) {
        client.itemAgentMessageDelta(AgentMessageDeltaNotification.builder()
                .threadId(threadId)
                .turnId(id)
                .itemId(itemId)
                .delta(text)
                .build());
    }

    void itemCompleted(ThreadItem item) {
        client.itemCompleted(ItemCompletedNotification.builder()
                .threadId(threadId)
                .turnId(id)
                .item(item)
                .completedAtMs(2L)
                .build());
    }

    void usageUpdated(ThreadTokenUsage usage) {
        client.threadTokenUsageUpdated(ThreadTokenUsageUpdatedNotification.builder()
                .threadId(threadId)
                .turnId(id)
                .tokenUsage(usage)
                .build());
    }

    void completed(TurnStatus status) {
        completed(as(status));
    }

    void completed(Turn turn) {
        client.turnCompleted(TurnCompletedNotification.builder()
                .threadId(threadId)
                .turn(turn)
                .build());
    }
}

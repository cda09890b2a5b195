package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.ThreadInjectItemsParams;
import dev.parlance.agent.protocol.ThreadInjectItemsResponse;
import dev.parlance.agent.protocol.ThreadMetadataGitInfoUpdateParams;
import dev.parlance.agent.protocol.ThreadMetadataUpdateParams;
import dev.parlance.agent.protocol.ThreadMetadataUpdateResponse;
import dev.parlance.agent.protocol.ThreadNameUpdatedNotification;
import dev.parlance.agent.protocol.ThreadRevertParams;
import dev.parlance.agent.protocol.ThreadRevertResponse;
import dev.parlance.agent.protocol.ThreadRevertedNotification;
import dev.parlance.agent.protocol.ThreadSetNameParams;
import dev.parlance.agent.protocol.ThreadSetNameResponse;
import dev.parlance.server.Json;
import dev.parlance.server.history.ThreadIds;
import dev.parlance.server.history.ThreadViews;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.thread.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Serves what changes a thread outside of turns: its name, its metadata, its history. */
final class ThreadEdits {
    private final Services services;
    private final ThreadManager threads;

    ThreadEdits(Services services) {
        this.services = services;
        this.threads = services.threads();
    }

    CompletableFuture<ThreadSetNameResponse> name(ThreadSetNameParams params) {
        String name = params.name().strip();
        if (name.isEmpty()) {
            throw AgentErrors.invalidArgument("thread name must not be empty");
        }
        String threadId = params.threadId();
        update(threadId, row -> row.toBuilder().name(name).build());
        services.afterAnswer()
                .execute(() -> services.everyone()
                        .threadNameUpdated(ThreadNameUpdatedNotification.builder()
                                .threadId(threadId)
                                .threadName(name)
                                .build()));
        return CompletableFuture.completedFuture(ThreadSetNameResponse.of());
    }

    CompletableFuture<ThreadMetadataUpdateResponse> metadata(ThreadMetadataUpdateParams params) {
        ThreadMetadataGitInfoUpdateParams git = params.gitInfo();
        if (git == null) {
            throw AgentErrors.invalidArgument("thread metadata update must include at least one field");
        }
        boolean branch = isGiven(git, "branch", git.branch());
        boolean sha = isGiven(git, "sha", git.sha());
        boolean origin = isGiven(git, "originUrl", git.originUrl());
        if (!branch && !sha && !origin) {
            throw AgentErrors.invalidArgument("gitInfo must include at least one field");
        }
        AgentThread changed = update(
                params.threadId(),
                row -> row.toBuilder()
                        .gitBranch(branch ? git.branch() : row.gitBranch())
                        .gitSha(sha ? git.sha() : row.gitSha())
                        .gitOriginUrl(origin ? git.originUrl() : row.gitOriginUrl())
                        .build());
        return CompletableFuture.completedFuture(ThreadMetadataUpdateResponse.of(changed));
    }

    /** Null clears, absent keeps. */
    private static boolean isGiven(ThreadMetadataGitInfoUpdateParams git, String member, @Nullable String value) {
        return value != null || git.more().containsKey(member);
    }

    private AgentThread update(String threadId, UnaryOperator<StoredThread> change) {
        ThreadIds.check(threadId);
        CoreThread thread = threads.find(threadId);
        if (thread == null) {
            if (threads.stored(threadId).archived()) {
                throw AgentErrors.threadNotFound("no rollout found for thread id " + threadId);
            }
            return ThreadViews.notLoaded(threads.services().store().update(threadId, change));
        }
        if (thread.ephemeral()) {
            throw AgentErrors.ephemeralThread("ephemeral thread does not support metadata updates: " + threadId);
        }
        thread.log(); // a name has to outlive the server
        thread.change(change);
        return thread.view();
    }

    CompletableFuture<ThreadInjectItemsResponse> inject(ThreadInjectItemsParams params) {
        if (params.items().isEmpty()) {
            throw AgentErrors.invalidArgument("items must not be empty");
        }
        List<ResponseItem> items = new ArrayList<>();
        for (int i = 0; i < params.items().size(); i++) {
            items.add(responseItem(i, params.items().get(i)));
        }
        threads.get(params.threadId()).context().add(null, items);
        return CompletableFuture.completedFuture(ThreadInjectItemsResponse.of());
    }

    private static ResponseItem responseItem(int index, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || !(map.get("type") instanceof String)) {
            throw AgentErrors.invalidArgument(
                    "items[" + index + "] is not a valid response item: missing member `type`");
        }
        try {
            return Json.MAPPER.convertValue(value, ResponseItem.class);
        } catch (IllegalArgumentException e) {
            throw AgentErrors.invalidArgument(
                    "items[" + index + "] is not a valid response item of type `" + map.get("type") + "`");
        }
    }

    CompletableFuture<ThreadRevertResponse> revert(ThreadRevertParams params) {
        CoreThread thread = threads.get(params.threadId());
        if (thread.ephemeral()) {
            throw AgentErrors.ephemeralThread("ephemeral threads do not support thread/revert");
        }
        Turns.interruptAndAwait(thread);
        thread.log().revert(params.beforeTurnId());
        thread.context().reload();
        if (services.history().lastTurnId(params.threadId()).isEmpty()) {
            thread.change(row -> row.toBuilder().preview("").build());
        }
        services.afterAnswer()
                .execute(() -> services.everyone().threadReverted(ThreadRevertedNotification.of(params.threadId())));
        return CompletableFuture.completedFuture(ThreadRevertResponse.builder()
                .thread(thread.view())
                .turnsBackwardsCursor(services.history().turnsBackwardsCursor(params.threadId()))
                .itemsBackwardsCursor(services.history().itemsBackwardsCursor(params.threadId()))
                .build());
    }
}

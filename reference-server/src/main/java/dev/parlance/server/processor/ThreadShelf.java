package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ThreadArchiveResponse;
import dev.parlance.agent.protocol.ThreadArchivedNotification;
import dev.parlance.agent.protocol.ThreadDeleteResponse;
import dev.parlance.agent.protocol.ThreadDeletedNotification;
import dev.parlance.agent.protocol.ThreadUnarchiveResponse;
import dev.parlance.agent.protocol.ThreadUnarchivedNotification;
import dev.parlance.server.history.ThreadIds;
import dev.parlance.server.history.ThreadViews;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.ThreadManager;
import java.util.concurrent.CompletableFuture;

/** Serves archive, unarchive and delete. A loaded thread is unloaded first, its turn interrupted. */
final class ThreadShelf {
    private final Services services;
    private final ThreadManager threads;

    ThreadShelf(Services services) {
        this.services = services;
        this.threads = services.threads();
    }

    CompletableFuture<ThreadArchiveResponse> archive(String threadId) {
        unload(threadId, "no rollout found for thread id ");
        if (threads.stored(threadId).archived()) {
            throw AgentErrors.threadNotFound("no rollout found for thread id " + threadId);
        }
        threads.owned(threadId, () -> archived(threadId, true));
        services.afterAnswer()
                .execute(() -> services.everyone().threadArchived(ThreadArchivedNotification.of(threadId)));
        return CompletableFuture.completedFuture(ThreadArchiveResponse.of());
    }

    CompletableFuture<ThreadUnarchiveResponse> unarchive(String threadId) {
        ThreadIds.check(threadId);
        if (!threads.services()
                .store()
                .find(threadId)
                .map(StoredThread::archived)
                .orElse(false)) {
            throw AgentErrors.threadNotFound("no archived rollout found for thread id " + threadId);
        }
        StoredThread row = threads.owned(threadId, () -> archived(threadId, false));
        services.afterAnswer()
                .execute(() -> services.everyone().threadUnarchived(ThreadUnarchivedNotification.of(threadId)));
        return CompletableFuture.completedFuture(ThreadUnarchiveResponse.of(ThreadViews.notLoaded(row)));
    }

    private StoredThread archived(String threadId, boolean value) {
        return threads.services()
                .store()
                .update(threadId, row -> row.toBuilder().archived(value).build());
    }

    CompletableFuture<ThreadDeleteResponse> delete(String threadId) {
        unload(threadId, "thread is not persisted and cannot be deleted: ");
        threads.stored(threadId);
        threads.owned(threadId, () -> {
            threads.services().store().delete(threadId);
            return threadId;
        });
        services.afterAnswer().execute(() -> services.everyone().threadDeleted(ThreadDeletedNotification.of(threadId)));
        return CompletableFuture.completedFuture(ThreadDeleteResponse.of());
    }

    private void unload(String threadId, String ephemeralError) {
        ThreadIds.check(threadId);
        CoreThread thread = threads.find(threadId);
        if (thread != null) {
            if (thread.ephemeral()) {
                throw AgentErrors.ephemeralThread(ephemeralError + threadId);
            }
            thread.log(); // one without turns is stored now: archived or deleted, it has been there
            threads.unload(thread);
        }
    }
}

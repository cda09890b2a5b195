package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.ThreadArchiveParams;
import dev.parlance.agent.protocol.ThreadArchiveResponse;
import dev.parlance.agent.protocol.ThreadCompactStartParams;
import dev.parlance.agent.protocol.ThreadCompactStartResponse;
import dev.parlance.agent.protocol.ThreadDeleteParams;
import dev.parlance.agent.protocol.ThreadDeleteResponse;
import dev.parlance.agent.protocol.ThreadInjectItemsParams;
import dev.parlance.agent.protocol.ThreadInjectItemsResponse;
import dev.parlance.agent.protocol.ThreadListParams;
import dev.parlance.agent.protocol.ThreadListResponse;
import dev.parlance.agent.protocol.ThreadLoadedListParams;
import dev.parlance.agent.protocol.ThreadLoadedListResponse;
import dev.parlance.agent.protocol.ThreadMetadataUpdateParams;
import dev.parlance.agent.protocol.ThreadMetadataUpdateResponse;
import dev.parlance.agent.protocol.ThreadRevertParams;
import dev.parlance.agent.protocol.ThreadRevertResponse;
import dev.parlance.agent.protocol.ThreadSetNameParams;
import dev.parlance.agent.protocol.ThreadSetNameResponse;
import dev.parlance.agent.protocol.ThreadShellCommandParams;
import dev.parlance.agent.protocol.ThreadShellCommandResponse;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.ThreadStartResponse;
import dev.parlance.agent.protocol.ThreadUnarchiveParams;
import dev.parlance.agent.protocol.ThreadUnarchiveResponse;
import dev.parlance.agent.protocol.ThreadUnsubscribeParams;
import dev.parlance.agent.protocol.ThreadUnsubscribeResponse;
import dev.parlance.agent.protocol.ThreadUnsubscribeStatus;
import dev.parlance.server.history.ThreadIds;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.thread.Turns;
import java.util.concurrent.CompletableFuture;

/** Serves {@code thread/*}: each method is a line or two here, and a class of its own where it is more. */
final class ThreadHandlers implements AgentServer.ThreadRequests {
    private final Services services;
    private final Session session;
    private final ThreadManager threads;
    private final ThreadOpening opening;
    private final ThreadShelf shelf;
    private final ThreadEdits edits;

    ThreadHandlers(Services services, Session session) {
        this.services = services;
        this.session = session;
        this.threads = services.threads();
        this.opening = new ThreadOpening(services, session);
        this.shelf = new ThreadShelf(services);
        this.edits = new ThreadEdits(services);
    }

    ThreadOpening opening() {
        return opening;
    }

    @Override
    public CompletableFuture<ThreadStartResponse> start(ThreadStartParams params) {
        return opening.start(params);
    }

    @Override
    public CompletableFuture<ThreadListResponse> list(ThreadListParams params) {
        return CompletableFuture.completedFuture(services.history().list(params));
    }

    @Override
    public CompletableFuture<ThreadLoadedListResponse> loadedList(ThreadLoadedListParams params) {
        return CompletableFuture.completedFuture(services.history().loaded(params));
    }

    @Override
    public CompletableFuture<ThreadArchiveResponse> archive(ThreadArchiveParams params) {
        return shelf.archive(params.threadId());
    }

    @Override
    public CompletableFuture<ThreadUnarchiveResponse> unarchive(ThreadUnarchiveParams params) {
        return shelf.unarchive(params.threadId());
    }

    @Override
    public CompletableFuture<ThreadDeleteResponse> delete(ThreadDeleteParams params) {
        return shelf.delete(params.threadId());
    }

    @Override
    public CompletableFuture<ThreadSetNameResponse> nameSet(ThreadSetNameParams params) {
        return edits.name(params);
    }

    @Override
    public CompletableFuture<ThreadMetadataUpdateResponse> metadataUpdate(ThreadMetadataUpdateParams params) {
        return edits.metadata(params);
    }

    @Override
    public CompletableFuture<ThreadInjectItemsResponse> injectItems(ThreadInjectItemsParams params) {
        return edits.inject(params);
    }

    @Override
    public CompletableFuture<ThreadRevertResponse> revert(ThreadRevertParams params) {
        return edits.revert(params);
    }

    @Override
    public CompletableFuture<ThreadCompactStartResponse> compactStart(ThreadCompactStartParams params) {
        Turns.Begun begun = threads.turns().compact(threads.get(params.threadId()));
        services.afterAnswer().execute(begun.begin());
        return CompletableFuture.completedFuture(ThreadCompactStartResponse.of());
    }

    @Override
    public CompletableFuture<ThreadShellCommandResponse> shellCommand(ThreadShellCommandParams params) {
        if (params.command().isBlank()) {
            throw AgentErrors.invalidArgument("command must not be empty");
        }
        services.afterAnswer().execute(new ShellCommand(services, params).begin(threads.get(params.threadId())));
        return CompletableFuture.completedFuture(ThreadShellCommandResponse.of());
    }

    @Override
    public CompletableFuture<ThreadUnsubscribeResponse> unsubscribe(ThreadUnsubscribeParams params) {
        ThreadIds.check(params.threadId());
        CoreThread thread = threads.find(params.threadId());
        if (thread == null) {
            return CompletableFuture.completedFuture(ThreadUnsubscribeResponse.of(ThreadUnsubscribeStatus.NOT_LOADED));
        }
        boolean was = thread.unsubscribe(session);
        threads.unloadWhenIdle(thread);
        return CompletableFuture.completedFuture(ThreadUnsubscribeResponse.of(
                was ? ThreadUnsubscribeStatus.UNSUBSCRIBED : ThreadUnsubscribeStatus.NOT_SUBSCRIBED));
    }
}

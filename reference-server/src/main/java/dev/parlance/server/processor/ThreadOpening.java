package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.agent.protocol.ThreadForkParams;
import dev.parlance.agent.protocol.ThreadForkResponse;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadResumeResponse;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.ThreadStartResponse;
import dev.parlance.agent.protocol.ThreadStartedNotification;
import dev.parlance.agent.protocol.ThreadTokenUsageUpdatedNotification;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.history.ThreadIds;
import dev.parlance.server.store.ForkPoint;
import dev.parlance.server.store.StoredThread;
import dev.parlance.server.thread.CoreThread;
import dev.parlance.server.thread.ThreadManager;
import dev.parlance.server.thread.ThreadOrigin;
import dev.parlance.server.thread.ThreadSettingsRequest;
import dev.parlance.server.turn.Prompt;
import dev.parlance.server.turn.TurnSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Serves the requests by which a connection comes to a thread: start, resume and fork. All three subscribe it. */
final class ThreadOpening {
    private final Services services;
    private final ThreadManager threads;
    private final Session session;

    ThreadOpening(Services services, Session session) {
        this.services = services;
        this.threads = services.threads();
        this.session = session;
    }

    CompletableFuture<ThreadStartResponse> start(ThreadStartParams params) {
        TurnSettings settings = ThreadSettingsRequest.of(params).resolve(services.configuration());
        CoreThread thread = threads.start(
                settings,
                origin(
                        params.threadSource() == null
                                ? null
                                : params.threadSource().value()),
                Boolean.TRUE.equals(params.ephemeral()));
        thread.subscribe(session);
        RequestQueues.hold(MessageProcessor.threadKey(thread.threadId()));
        AgentThread view = thread.view();
        services.afterAnswer().execute(() -> services.everyone().threadStarted(ThreadStartedNotification.of(view)));
        return CompletableFuture.completedFuture(ThreadStartResponse.builder()
                .thread(view)
                .model(settings.model())
                .modelProvider(settings.modelProvider())
                .serviceTier(settings.serviceTier())
                .cwd(AbsolutePathBuf.of(settings.cwd()))
                .instructionSources(instructionSources(settings))
                .approvalPolicy(settings.approvalPolicy())
                .approvalsReviewer(settings.approvalsReviewer())
                .sandbox(settings.sandbox())
                .reasoningEffort(settings.effort())
                .build());
    }

    CompletableFuture<EncodedJson> resume(ThreadResumeParams params) {
        boolean loaded = threads.find(params.threadId()) != null;
        CoreThread thread;
        do {
            thread = threads.resume(
                    params.threadId(),
                    stored -> ThreadSettingsRequest.of(params).over(stored, services.configuration()));
        } while (!thread.subscribe(session));
        CoreThread resumed = thread;
        services.afterAnswer().execute(() -> {
            if (!loaded || !Boolean.TRUE.equals(params.excludeTurns())) {
                tellTokens(resumed);
            }
            resumed.replayTo(session);
        });
        TurnSettings settings = thread.settings();
        String id = params.threadId();
        ThreadResumeResponse response = ThreadResumeResponse.builder()
                .thread(thread.view())
                .model(settings.model())
                .modelProvider(settings.modelProvider())
                .serviceTier(settings.serviceTier())
                .cwd(AbsolutePathBuf.of(settings.cwd()))
                .instructionSources(instructionSources(settings))
                .approvalPolicy(settings.approvalPolicy())
                .approvalsReviewer(settings.approvalsReviewer())
                .sandbox(settings.sandbox())
                .reasoningEffort(settings.effort())
                .turnsBackwardsCursor(thread.isStored() ? services.history().turnsBackwardsCursor(id) : null)
                .itemsBackwardsCursor(thread.isStored() ? services.history().itemsBackwardsCursor(id) : null)
                .build();
        return CompletableFuture.completedFuture(withTurns(response, thread, params.excludeTurns()));
    }

    /** A client that shows the history shows what it took as well. */
    private void tellTokens(CoreThread thread) {
        services.history()
                .lastTurnId(thread.threadId())
                .ifPresent(turnId -> session.tell(
                        AgentMethods.THREAD_TOKEN_USAGE_UPDATED,
                        ThreadTokenUsageUpdatedNotification.builder()
                                .threadId(thread.threadId())
                                .turnId(turnId)
                                .tokenUsage(thread.tokenUsage())
                                .build()));
    }

    CompletableFuture<EncodedJson> fork(ThreadForkParams params) {
        String sourceId = ThreadIds.check(params.threadId());
        boolean ephemeral = Boolean.TRUE.equals(params.ephemeral());
        if (ephemeral && !Boolean.TRUE.equals(params.excludeTurns())) {
            throw AgentErrors.invalidArgument("ephemeral paginated thread/fork requires `excludeTurns: true`");
        }
        CoreThread loaded = threads.find(sourceId);
        if (loaded != null && !loaded.ephemeral()) {
            loaded.log(); // one without turns is stored now, so that there is something to copy
        }
        StoredThread source = threads.stored(sourceId);
        TurnSettings settings = ThreadSettingsRequest.of(params)
                .over(Json.read(source.settings().bytes(), TurnSettings.class), services.configuration());
        CoreThread thread = threads.fork(
                source,
                point(params),
                settings,
                origin(
                        params.threadSource() == null
                                ? null
                                : params.threadSource().value()),
                ephemeral);
        thread.subscribe(session);
        RequestQueues.hold(MessageProcessor.threadKey(thread.threadId()));
        AgentThread view = thread.view();
        services.afterAnswer().execute(() -> services.everyone().threadStarted(ThreadStartedNotification.of(view)));
        ThreadForkResponse response = ThreadForkResponse.builder()
                .thread(view)
                .model(settings.model())
                .modelProvider(settings.modelProvider())
                .serviceTier(settings.serviceTier())
                .cwd(AbsolutePathBuf.of(settings.cwd()))
                .instructionSources(instructionSources(settings))
                .approvalPolicy(settings.approvalPolicy())
                .approvalsReviewer(settings.approvalsReviewer())
                .sandbox(settings.sandbox())
                .reasoningEffort(settings.effort())
                .build();
        return CompletableFuture.completedFuture(withTurns(response, thread, params.excludeTurns()));
    }

    private static ForkPoint point(ThreadForkParams params) {
        String before = params.beforeTurnId();
        String last = params.lastTurnId();
        if (before != null && last != null) {
            throw AgentErrors.invalidArgument("lastTurnId and beforeTurnId exclude each other");
        }
        return before != null ? ForkPoint.before(before) : last != null ? ForkPoint.after(last) : ForkPoint.end();
    }

    private EncodedJson withTurns(Object response, CoreThread thread, @Nullable Boolean excludeTurns) {
        return Boolean.TRUE.equals(excludeTurns) || thread.ephemeral()
                ? EncodedJson.of(Json.bytes(response))
                : services.history().withTurns(response, thread.threadId());
    }

    private ThreadOrigin origin(@Nullable String threadSource) {
        return new ThreadOrigin(session.profile().name(), threadSource);
    }

    private static List<LegacyAppPathString> instructionSources(TurnSettings settings) {
        return Prompt.instructionSources(Path.of(settings.cwd())).stream()
                .map(file -> LegacyAppPathString.of(file.toString()))
                .toList();
    }
}

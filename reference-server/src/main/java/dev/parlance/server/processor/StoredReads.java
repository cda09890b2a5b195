package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.agent.protocol.ThreadForkParams;
import dev.parlance.agent.protocol.ThreadReadParams;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.history.ThreadHistory;
import java.util.concurrent.CompletableFuture;

/** Serves what is mostly stored items: they go from the store to the wire as they are. */
final class StoredReads implements MessageProcessor.EncodedReads {
    private final ThreadHistory history;
    private final ThreadOpening opening;
    private final Deprecations deprecations;

    StoredReads(ThreadHistory history, ThreadOpening opening, Deprecations deprecations) {
        this.history = history;
        this.opening = opening;
        this.deprecations = deprecations;
    }

    @Override
    public void addTo(Sink sink) {
        sink.add(AgentMethods.THREAD_READ.answering(EncodedJson.class), this::read);
        sink.add(AgentMethods.THREAD_TURNS_LIST.answering(EncodedJson.class), params -> done(history.turns(params)));
        sink.add(AgentMethods.THREAD_ITEMS_LIST.answering(EncodedJson.class), params -> done(history.items(params)));
        sink.add(AgentMethods.THREAD_RESUME.answering(EncodedJson.class), this::resume);
        sink.add(AgentMethods.THREAD_FORK.answering(EncodedJson.class), this::fork);
    }

    private CompletableFuture<EncodedJson> read(ThreadReadParams params) {
        EncodedJson result = history.read(params);
        tell(Boolean.TRUE.equals(params.includeTurns()), Deprecations.Use.WHOLE_HISTORY_BY_READ);
        return done(result);
    }

    private CompletableFuture<EncodedJson> resume(ThreadResumeParams params) {
        CompletableFuture<EncodedJson> result = opening.resume(params);
        tell(!Boolean.TRUE.equals(params.excludeTurns()), Deprecations.Use.WHOLE_HISTORY_BY_RESUME);
        return result;
    }

    private CompletableFuture<EncodedJson> fork(ThreadForkParams params) {
        CompletableFuture<EncodedJson> result = opening.fork(params);
        tell(!Boolean.TRUE.equals(params.excludeTurns()), Deprecations.Use.WHOLE_HISTORY_BY_FORK);
        return result;
    }

    /** Once it has worked: a request that is refused uses nothing. */
    private void tell(boolean whole, Deprecations.Use use) {
        if (whole) {
            deprecations.used(use);
        }
    }

    private static CompletableFuture<EncodedJson> done(EncodedJson result) {
        return CompletableFuture.completedFuture(result);
    }
}

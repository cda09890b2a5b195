package dev.parlance.server.processor;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.history.ThreadHistory;
import java.util.concurrent.CompletableFuture;

/** Serves what is mostly stored items: they go from the store to the wire as they are. */
final class StoredReads implements MessageProcessor.EncodedReads {
    private final ThreadHistory history;
    private final ThreadOpening opening;

    StoredReads(ThreadHistory history, ThreadOpening opening) {
        this.history = history;
        this.opening = opening;
    }

    @Override
    public void addTo(Sink sink) {
        sink.add(AgentMethods.THREAD_READ.answering(EncodedJson.class), params -> done(history.read(params)));
        sink.add(AgentMethods.THREAD_TURNS_LIST.answering(EncodedJson.class), params -> done(history.turns(params)));
        sink.add(AgentMethods.THREAD_ITEMS_LIST.answering(EncodedJson.class), params -> done(history.items(params)));
        sink.add(AgentMethods.THREAD_RESUME.answering(EncodedJson.class), opening::resume);
        sink.add(AgentMethods.THREAD_FORK.answering(EncodedJson.class), opening::fork);
    }

    private static CompletableFuture<EncodedJson> done(EncodedJson result) {
        return CompletableFuture.completedFuture(result);
    }
}

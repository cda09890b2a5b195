package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the context of an ephemeral thread; there is no other trace of one. */
final class MemoryTurnLog implements TurnLog {
    private final List<EncodedJson> context = new ArrayList<>();

    @Override
    public void beginTurn(StoredTurn turn) {}

    @Override
    public void endTurn(
            String turnId, String status, @Nullable EncodedJson error, long completedAtMs, long durationMs) {}

    @Override
    public void appendItem(
            String turnId, String itemId, String type, long startedAtMs, long completedAtMs, EncodedJson json) {}

    @Override
    public synchronized void appendContext(@Nullable String turnId, List<EncodedJson> responseItems) {
        context.addAll(responseItems);
    }

    @Override
    public synchronized void replaceContext(List<EncodedJson> responseItems) {
        context.clear();
        context.addAll(responseItems);
    }

    @Override
    public void revert(String beforeTurnId) {
        throw new UnknownTurnException(beforeTurnId);
    }

    @Override
    public List<String> closeCutTurns() {
        return List.of();
    }

    @Override
    public synchronized List<EncodedJson> context() {
        return List.copyOf(context);
    }
}

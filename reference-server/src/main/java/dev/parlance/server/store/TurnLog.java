package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens in one claimed thread. Whatever a method wrote is safe from the death of the process when it
 * returns: store first, announce then. Safe for use by several threads. Every method throws {@link StoreException}.
 *
 * <pre>{@code
 * log.beginTurn(StoredTurn.begun(turnId, now));
 * log.appendItem(turnId, item.id(), item.type(), startedMs, now, EncodedJson.of(bytes));
 * log.endTurn(turnId, "completed", null, now, now - startedMs);
 * }</pre>
 */
public interface TurnLog {
    /** One that keeps nothing but the model's context, and that in memory: for ephemeral threads. */
    static TurnLog inMemory() {
        return new MemoryTurnLog();
    }

    /** Begins a turn behind all others; its {@code ordinal} is not looked at. */
    void beginTurn(StoredTurn turn);

    /**
     * Ends a turn.
     *
     * @param error JSON of the turn's error, null for none
     * @throws UnknownTurnException if it was never begun, or was reverted
     */
    void endTurn(String turnId, String status, @Nullable EncodedJson error, long completedAtMs, long durationMs);

    /**
     * Adds a completed item.
     *
     * @param json the item as it goes to the clients
     * @throws UnknownTurnException if the turn was never begun, or was reverted
     * @throws StoreException also if the thread has an item of that id
     */
    void appendItem(String turnId, String itemId, String type, long startedAtMs, long completedAtMs, EncodedJson json);

    /**
     * Adds to what the model sees; all of it or nothing.
     *
     * @param turnId the turn it goes away with when reverted; null for the last turn begun
     */
    void appendContext(@Nullable String turnId, List<EncodedJson> responseItems);

    /**
     * Puts that in place of all the model saw, as compaction does. It belongs to the last turn begun: when that is
     * reverted, what was replaced comes back.
     */
    void replaceContext(List<EncodedJson> responseItems);

    /**
     * Drops that turn and all later ones, with their items and their part of the context.
     *
     * @throws UnknownTurnException if there is no such turn
     */
    void revert(String beforeTurnId);

    /**
     * Ends turns that a dead process left running, as interrupted when their last item completed. Call it after
     * claiming a thread, before a turn is begun.
     *
     * @return their ids
     */
    List<String> closeCutTurns();

    /** All that the model sees, oldest first. */
    List<EncodedJson> context();
}

package dev.parlance.conformance.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A thread as one connection has seen it. */
final class ThreadView {
    private static final int MAX_TURNS = 10_000;
    private static final int MAX_ITEMS = 200_000;

    final String id;
    final Map<String, TurnView> turns = Bounded.map(MAX_TURNS);
    /** Turn in which an item id was announced last. */
    final Map<String, String> turnOfItem = Bounded.map(MAX_ITEMS);

    /** Whether the connection came when the thread was already there: turns may be under way that it saw nothing of. */
    boolean joinedLate;

    String status = "";
    long totalTokens = -1;

    ThreadView(String id) {
        this.id = id;
    }

    /** The turn, made known if it was not. */
    TurnView turn(String turnId) {
        return turns.computeIfAbsent(turnId, TurnView::new);
    }

    @Nullable
    TurnView findTurn(String turnId) {
        return turns.get(turnId);
    }

    /** Whether the connection may have missed the beginning of that turn. */
    boolean late(String turnId) {
        TurnView turn = turns.get(turnId);
        return joinedLate && (turn == null || !turn.started);
    }
}

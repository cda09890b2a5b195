package dev.parlance.conformance.engine;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A thread as one connection has seen it. */
final class ThreadView {
    private static final int MAX_TURNS = 10_000;
    private static final int MAX_ITEMS = 200_000;
    private static final int MAX_UNDER_WAY = 100;
    private static final int MAX_TOTALS = 50;

    final String id;
    final Map<String, TurnView> turns = Bounded.map(MAX_TURNS);
    /** Turn in which an item id was announced last. */
    final Map<String, String> turnOfItem = Bounded.map(MAX_ITEMS);

    /** Whether the connection came when the thread was already there: it has turns that it saw nothing of. */
    boolean joinedLate;
    /** Whether what becomes of the thread is sent to the connection. */
    boolean subscribed;
    /** Turns that ran when the connection joined: it cannot have seen them begin, nor the items that they had then. */
    private final Set<String> underWay = Collections.newSetFromMap(Bounded.map(MAX_UNDER_WAY));
    /** Whether a turn ran when the connection joined, of which it was not told the id. */
    private boolean untold;

    String status = "";
    /** The highest token counts so far, by name. */
    final Map<String, Long> totals = Bounded.map(MAX_TOTALS);

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

    /** Whether the connection may have missed the beginning of that turn, because it ran when the connection joined. */
    boolean mayBeUnderWay(String turnId) {
        return (untold || underWay.contains(turnId)) && !known(turnId);
    }

    /** The turn ran when the connection joined; no matter if the connection has seen it begin all the same. */
    void underWay(String turnId) {
        if (!known(turnId)) {
            underWay.add(turnId);
        }
        untold = false;
    }

    /** A turn ran when the connection joined; unless one of those that are known is meant, it is the next one heard of. */
    void someUnderWay() {
        untold = turns.values().stream().noneMatch(TurnView::running)
                && underWay.stream().allMatch(this::known);
    }

    /** A turn begins before the eyes of the connection: what may have run before it has ended. */
    void begun(String turnId) {
        turn(turnId).started = true;
        untold = false;
    }

    /** Whether the connection has seen it begin or end. */
    private boolean known(String turnId) {
        TurnView turn = turns.get(turnId);
        return turn != null && (turn.started || turn.ended);
    }
}

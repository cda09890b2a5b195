package dev.parlance.conformance.engine;

import java.util.Map;

/** A turn as one connection has seen it. */
final class TurnView {
    private static final int MAX_ITEMS = 50_000;

    final String id;
    final Map<String, ItemView> items = Bounded.map(MAX_ITEMS);

    boolean started;
    boolean ended;
    boolean userInputExpected;
    boolean userMessageSeen;
    boolean finalErrorSeen;
    /** What the turn's last diff has to be judged by. */
    boolean fileChangeFailed;

    TurnView(String id) {
        this.id = id;
    }

    boolean running() {
        return started && !ended;
    }

    boolean hasOpenItems() {
        return items.values().stream().anyMatch(item -> !item.completed);
    }
}

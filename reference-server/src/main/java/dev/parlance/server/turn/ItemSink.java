package dev.parlance.server.turn;

import dev.parlance.agent.protocol.ThreadItem;

/**
 * Announces items of one turn. Completing stores the item first, so that what a client saw completed is never lost. Each
 * item is started once and completed once; the times of the item are filled in here.
 *
 * <pre>{@code
 * items.start(CommandExecutionThreadItem.builder()…status(IN_PROGRESS).build());
 * items.complete(CommandExecutionThreadItem.builder()…status(COMPLETED).build());
 * }</pre>
 */
public interface ItemSink {
    /** Sends {@code item/started}. */
    void start(ThreadItem item);

    /** Stores the item, then sends {@code item/completed}. The id is that of a started item. */
    void complete(ThreadItem item);

    /** Starts and completes an item that has no life in between. */
    default void add(ThreadItem item) {
        start(item);
        complete(item);
    }
}

package dev.parlance.server.store;

import java.util.List;

/**
 * A part of the items of a thread.
 *
 * @param items in the order asked for
 * @param more whether others follow
 */
public record ItemPage(List<StoredItem> items, boolean more) {}

package dev.parlance.server.store;

import java.util.List;

/**
 * A part of the list of threads.
 *
 * @param threads in the order asked for
 * @param more whether others follow
 */
public record ThreadPage(List<StoredThread> threads, boolean more) {}

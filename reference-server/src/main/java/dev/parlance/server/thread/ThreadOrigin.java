package dev.parlance.server.thread;

import org.jspecify.annotations.Nullable;

/**
 * Who began a thread.
 *
 * @param client the client's name
 * @param threadSource the client's own label, null for none
 */
public record ThreadOrigin(String client, @Nullable String threadSource) {}

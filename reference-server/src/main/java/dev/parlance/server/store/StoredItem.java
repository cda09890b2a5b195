package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;

/**
 * A completed item.
 *
 * @param ordinal its place in the thread: grows from item to item, turns counted in between
 * @param turnId the turn it belongs to
 * @param id unique within its thread
 * @param type as it stands on the wire, such as {@code agentMessage}
 * @param startedAtMs milliseconds since the Unix epoch
 * @param completedAtMs milliseconds since the Unix epoch
 * @param json the item as it went to the clients
 */
public record StoredItem(
        long ordinal, String turnId, String id, String type, long startedAtMs, long completedAtMs, EncodedJson json) {}

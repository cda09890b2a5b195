package dev.parlance.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The items of one answer that have begun: gives all events of an item one id, also where the endpoint gave none, two, or
 * the same to two items.
 */
final class OpenItems {
    /** Far more than any model writes; an endpoint must not fill the memory. */
    private static final int LIMIT = 10_000;

    private final Map<Integer, String> byIndex = new HashMap<>();
    private final Map<String, Integer> summaryParts = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private @Nullable String latest;

    /** The id of the item that the event is about; {@code own} is the one it gives, perhaps missing. */
    String idOf(JsonNode event, JsonNode own) throws ModelException {
        JsonNode index = event.path("output_index");
        String known = index.canConvertToInt() ? byIndex.get(index.intValue()) : null;
        if (known != null) {
            return known;
        }
        String id = chosen(index, own.asText("").equals("null") ? "" : own.asText(""));
        if (index.canConvertToInt()) {
            byIndex.put(index.intValue(), id);
        }
        return id;
    }

    private String chosen(JsonNode index, String own) throws ModelException {
        if (!own.isEmpty() && !finished.contains(own)) {
            return own;
        }
        if (own.isEmpty() && latest != null && !index.canConvertToInt()) {
            return latest;
        }
        if (byIndex.size() + finished.size() > LIMIT) {
            throw Failures.last("the model's answer has more than " + LIMIT + " items", Value.OTHER);
        }
        return "item_" + UUID.randomUUID();
    }

    /** Notes the beginning; false if it is known already. */
    boolean begin(String id) throws ModelException {
        if (summaryParts.size() + finished.size() > LIMIT) {
            throw Failures.last("the model's answer has more than " + LIMIT + " items", Value.OTHER);
        }
        latest = id;
        return summaryParts.putIfAbsent(id, 0) == null;
    }

    /** Notes a summary part; false if it is known already. */
    boolean beginPart(String id, int index) {
        int begun = summaryParts.getOrDefault(id, 0);
        if (index < begun) {
            return false;
        }
        summaryParts.put(id, index + 1);
        return true;
    }

    /** Notes the end; what comes under the id later is another item. */
    void end(JsonNode event, String id) {
        byIndex.remove(event.path("output_index").asInt(-1), id);
        summaryParts.remove(id);
        finished.add(id);
        if (id.equals(latest)) {
            latest = null;
        }
    }
}

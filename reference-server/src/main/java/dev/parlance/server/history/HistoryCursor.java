package dev.parlance.server.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.server.Json;
import org.jspecify.annotations.Nullable;

/**
 * A place in the turns or the items of a thread as text, a JSON object as clients know it from other servers.
 *
 * @param threadId the thread
 * @param kind which list it belongs to
 * @param turnId the turn the list is limited to, null for none
 * @param ordinal the turn or item
 * @param includeAnchor whether that belongs to the page
 */
record HistoryCursor(String threadId, String kind, @Nullable String turnId, long ordinal, boolean includeAnchor) {
    static final String TURNS = "turns";

    static final String ITEMS = "itemsByCreatedAtOrdinal";

    String write() {
        ObjectNode cursor = Json.MAPPER.createObjectNode();
        cursor.put("requestedThreadId", threadId).put("rolloutOrdinal", ordinal).put("includeAnchor", includeAnchor);
        ObjectNode scope = cursor.putObject("scope").put("kind", kind);
        if (turnId != null) {
            scope.put("turnId", turnId);
        }
        return cursor.toString();
    }

    /** The cursor of a text that was given for that list; any other is refused. */
    static HistoryCursor read(String text, String threadId, String kind, @Nullable String turnId) {
        if (text.length() > Cursors.LONGEST) {
            throw Cursors.invalid(text);
        }
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw Cursors.invalid(text);
        }
        HistoryCursor cursor = new HistoryCursor(
                threadId,
                kind,
                turnId,
                node.path("rolloutOrdinal").asLong(-1),
                node.path("includeAnchor").asBoolean());
        // What we gave we would write again letter by letter.
        if (cursor.ordinal < 0 || !cursor.write().equals(text)) {
            throw Cursors.invalid(text);
        }
        return cursor;
    }
}

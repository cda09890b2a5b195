package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which notifications are deltas, of what, and where their text ends up; read from the protocol document. */
record StreamTable(Map<String, Delta> deltas, Set<String> itemTypes) {
    /**
     * A kind of delta.
     *
     * @param itemType type of the items it belongs to
     * @param text pointer to its text in the message; null if it has none that is compared
     * @param target pointer to the whole in the completed item; null as above
     * @param index pointer to the index of the part; null if there are no parts
     * @param subsequence whether pieces may be left out of the deltas
     */
    record Delta(
            String itemType,
            @Nullable String text,
            @Nullable String target,
            @Nullable String index,
            boolean subsequence) {}

    /** Whether that is a type of items that this version declares, be it one without deltas. */
    boolean knows(String itemType) {
        return itemTypes.contains(itemType);
    }

    static StreamTable of(Protocol protocol) {
        JsonNode document = protocol.lifecycles();
        Map<String, String> relations = new HashMap<>();
        for (JsonNode exception : document.get("exceptions")) {
            if (exception.get("rule").textValue().equals("STR-3")) {
                relations.put(
                        exception.get("itemType").textValue(),
                        exception.get("relation").textValue());
            }
        }
        Map<String, Delta> table = new HashMap<>();
        for (JsonNode row : document.get("messages")) {
            JsonNode delta = row.path("delta");
            if (delta.isObject()) {
                String type = delta.get("itemType").textValue();
                String relation = relations.getOrDefault(type, "equal");
                boolean compared = !relation.equals("none");
                table.put(
                        row.get("method").textValue(),
                        new Delta(
                                type,
                                compared ? delta.path("text").textValue() : null,
                                compared ? delta.path("concatenatesTo").textValue() : null,
                                delta.path("index").textValue(),
                                relation.equals("subsequence")));
            }
        }
        Set<String> types = new HashSet<>();
        protocol.schema()
                .at("/$defs/ThreadItem/oneOf")
                .forEach(type -> types.add(type.at("/properties/type/const").asText()));
        return new StreamTable(Map.copyOf(table), Set.copyOf(types));
    }
}

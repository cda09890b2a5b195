package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text that a client's user has seen. A client that tells the item of each text is held to the item; of another only
 * the whole can be judged.
 *
 * <pre>{@code
 * new Shown(stage.told()).once("msg_1", "The build works again.")
 * }</pre>
 */
final class Shown {
    private final Map<String, StringBuilder> byItem = new HashMap<>();
    private final StringBuilder whole = new StringBuilder();
    private boolean items = true;

    Shown(List<? extends JsonNode> told) {
        for (JsonNode line : told) {
            if (line.path("shown").isTextual()) {
                String text = line.get("shown").textValue();
                whole.append(text);
                items &= line.path("item").isTextual();
                byItem.computeIfAbsent(line.path("item").asText(""), item -> new StringBuilder())
                        .append(text);
            }
        }
    }

    /** Whether the item's text was shown, and shown once. */
    boolean once(String item, String text) {
        if (items) {
            StringBuilder shown = byItem.get(item);
            return shown != null && shown.toString().strip().equals(text.strip());
        }
        int first = whole.indexOf(text);
        return first >= 0 && whole.indexOf(text, first + 1) < 0;
    }
}

package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A turn as one connection has seen it. */
final class TurnView {
    private static final int MAX_ITEMS = 50_000;
    private static final int MAX_INPUTS = 100;
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_SAID = 10_000_000;

    final String id;
    final Map<String, ItemView> items = Bounded.map(MAX_ITEMS);

    boolean started;
    boolean ended;
    boolean userInputExpected;
    boolean userMessageSeen;
    private final Set<String> inputs = new LinkedHashSet<>();
    private final StringBuilder said = new StringBuilder();
    boolean finalErrorSeen;
    /** What the turn's last diff has to be judged by. */
    boolean fileChangeFailed;

    TurnView(String id) {
        this.id = id;
    }

    /** The client has given this input; long texts are not compared. */
    void expects(JsonNode input) {
        userInputExpected |= !input.isEmpty();
        for (JsonNode part : input) {
            String text = part.path("text").asText("").strip();
            if (!text.isEmpty() && text.length() < MAX_TEXT && inputs.size() < MAX_INPUTS) {
                inputs.add(text);
            }
        }
    }

    /** An item has shown what the user has said. */
    void said(JsonNode content) {
        userMessageSeen = true;
        for (JsonNode part : content) {
            if (said.length() < MAX_SAID) {
                said.append(part.path("text").asText("")).append('\n');
            }
        }
    }

    /** A text of the input that no item has shown; null if there is none, or too much to tell. */
    @Nullable
    String unsaid() {
        String all = said.toString();
        boolean cut = all.length() >= MAX_SAID;
        return inputs.stream()
                .filter(text -> !cut && !all.contains(text))
                .findFirst()
                .orElse(null);
    }

    boolean running() {
        return started && !ended;
    }

    boolean hasOpenItems() {
        return items.values().stream().anyMatch(item -> !item.completed);
    }
}

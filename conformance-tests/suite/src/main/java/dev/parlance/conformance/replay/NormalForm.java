package dev.parlance.conformance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * A message of a server without what two right servers may say differently: ids become numbers; of the rest only kinds,
 * statuses, decisions and codes are left.
 */
final class NormalForm {
    private static final Set<String> KEPT = Set.of(
            "type", "status", "kind", "phase", "decision", "code", "exitCode", "willRetry", "success", "activeFlags");
    private static final Set<String> IDS = Set.of("id", "threadId", "turnId", "itemId");
    private static final int MAX_LENGTH = 2_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> asked = new HashMap<>();

    /** Notes what a client asked, so that answers can be told by method. */
    void asked(Said client) {
        if (client.request()) {
            asked.put(client.connection() + " " + client.id(), client.method());
        }
    }

    /** The form of a recorded message, whose ids get numbers as they appear. */
    String recorded(Said said) {
        return form(said, id -> "#" + numbers.computeIfAbsent(id, key -> numbers.size() + 1));
    }

    /** The form of a present message, whose ids are those of the recording where they correspond. */
    String now(Said said, Correspondence ids) {
        return form(said, id -> {
            Integer number = numbers.get(ids.recorded(id));
            return number == null ? "#new" : "#" + number;
        });
    }

    private String form(Said said, UnaryOperator<String> id) {
        if (said.tree().isMissingNode()) {
            return "a line that is no message";
        }
        String head = said.request() ? "request " + said.method() : said.method();
        if (said.response()) {
            String method = asked.getOrDefault(said.connection() + " " + said.id(), "nothing that was asked");
            head = (said.tree().has("error") ? "error for " : "answer to ") + method;
        }
        String form = head + " " + form(said.body(), id);
        return form.length() > MAX_LENGTH ? form.substring(0, MAX_LENGTH) + "…" : form;
    }

    private static String form(JsonNode node, UnaryOperator<String> id) {
        StringJoiner text = new StringJoiner(",", node.isArray() ? "[" : "{", node.isArray() ? "]" : "}");
        text.setEmptyValue("");
        if (node.isArray()) {
            node.forEach(element -> add(text, "", form(element, id)));
        } else {
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> add(text, e.getKey() + ":", member(e.getKey(), e.getValue(), id)));
        }
        return text.toString();
    }

    private static String member(String name, JsonNode value, UnaryOperator<String> id) {
        if (value.isNull()) {
            // Where null is allowed, it mostly says the same as nothing; the schema's own rules judge where it does
            // not.
            return "";
        }
        if (KEPT.contains(name) && !value.isObject()) {
            return value.isTextual() ? value.textValue() : value.toString();
        }
        if (IDS.contains(name) && value.isTextual()) {
            return id.apply(value.textValue());
        }
        return value.isContainerNode() ? form(value, id) : "";
    }

    private static void add(StringJoiner text, String name, String form) {
        if (!form.isEmpty()) {
            text.add(name + form);
        }
    }
}

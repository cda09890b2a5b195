package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the subject said in a session, as far as later requests may speak of it. */
final class Memory {
    private static final int MAX_HEARD = 5_000;

    private final Map<String, JsonNode> results = new HashMap<>();
    private final Map<String, List<JsonNode>> heard = new HashMap<>();
    private final Map<String, String> folders;
    private String latest = "";
    private int kept;

    Memory(Map<String, String> folders) {
        this.folders = folders;
    }

    /** From here on notifications count as coming after that step. */
    void begin(String step) {
        latest = step;
    }

    void result(String step, JsonNode result) {
        results.put(step, result);
    }

    /** Keeps the params of a notification; gives the reference that leads to it, without a pointer. */
    Placeholder.Ref notification(String method, JsonNode params) {
        List<JsonNode> all = heard.computeIfAbsent(latest + " " + method, key -> new ArrayList<>());
        if (kept < MAX_HEARD) {
            kept++;
            all.add(params);
        }
        return new Placeholder.Ref(latest, method, all.size() - 1, "", "");
    }

    /** The text that a placeholder stands for in this session. */
    String text(Placeholder placeholder) {
        if (placeholder instanceof Placeholder.PathIn path) {
            return folders.getOrDefault(path.root(), "/" + path.root()) + path.rest();
        }
        Placeholder.Ref ref = (Placeholder.Ref) placeholder;
        JsonNode value = source(ref).at(ref.pointer());
        return value.isTextual() ? value.textValue() : ref.seen();
    }

    /** Whether what a reference leads to has come. */
    boolean knows(Placeholder.Ref ref) {
        return source(ref).at(ref.pointer()).isTextual();
    }

    /** Whether the step that a reference starts from was played at all. */
    boolean played(Placeholder.Ref ref) {
        return results.containsKey(ref.step());
    }

    private JsonNode source(Placeholder.Ref ref) {
        if (ref.notification().isEmpty()) {
            return results.getOrDefault(ref.step(), MissingNode.getInstance());
        }
        List<JsonNode> all = heard.getOrDefault(ref.step() + " " + ref.notification(), List.of());
        return ref.nth() < all.size() ? all.get(ref.nth()) : MissingNode.getInstance();
    }
}

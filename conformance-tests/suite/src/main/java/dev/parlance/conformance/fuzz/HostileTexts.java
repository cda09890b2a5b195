package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that are right by the schema and hard to digest. */
final class HostileTexts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "a\u0000b",
            "\u0001\u0008\u001b[31m\u007f",
            "\r\n\r\n{\"id\":1,\"method\":\"initialize\"}\n",
            "\u2028\u2029\ufeff\u200b",
            "\u202eabc\u202c",
            "e\u0301".repeat(200),
            "\ud83d\udc69\u200d\ud83d\udcbb\ud800\udc00\udbff\udffd",
            "../../parlance-fuzz-none",
            "..\\..\\parlance-fuzz-none",
            "%s%n%00%ff{}$(){{x}}",
            "'; DROP TABLE threads; --",
            "\\\"\\u0000\\",
            "[\u0000]".repeat(50),
            "nul",
            "-1",
            "9".repeat(400));

    private final FuzzPolicy policy;
    private final int maxBytes;

    HostileTexts(FuzzPolicy policy, int maxBytes) {
        this.policy = policy;
        this.maxBytes = maxBytes;
    }

    /** A copy with one free text made hostile; null if there is no text that may be. */
    @Nullable
    JsonNode planted(JsonNode params, Draw draw) {
        JsonNode copy = Templates.copy(params);
        List<Runnable> places = new ArrayList<>();
        String text = text(draw);
        collect(copy, "", text, places);
        if (places.isEmpty()) {
            return null;
        }
        draw.any(places).run();
        return copy;
    }

    private String text(Draw draw) {
        return draw.oneIn(8) ? "ä".repeat(Math.max(1, (maxBytes / 2) >> draw.below(8))) : draw.any(TEXTS);
    }

    private void collect(JsonNode at, String member, String text, List<Runnable> places) {
        if (at instanceof ObjectNode object) {
            for (var entry : at.properties()) {
                if (free(entry.getValue(), entry.getKey())) {
                    places.add(() -> object.set(entry.getKey(), replacement(entry.getValue(), text)));
                }
                collect(entry.getValue(), entry.getKey(), text, places);
            }
        }
        for (int i = 0; at instanceof ArrayNode array && i < array.size(); i++) {
            int index = i;
            if (free(array.get(i), member)) {
                places.add(() -> array.set(index, replacement(array.get(index), text)));
            }
            collect(array.get(i), member, text, places);
        }
    }

    private boolean free(JsonNode value, String member) {
        Placeholder placeholder = Templates.placeholder(value);
        return placeholder != null || (value.isTextual() && !policy.guarded(member));
    }

    /** A hostile path stays below the run's own folder. */
    private static JsonNode replacement(JsonNode value, String text) {
        if (Templates.placeholder(value) instanceof Placeholder.PathIn path) {
            String name = text.replace("..", "").replace('\\', '_').replace('/', '_');
            return Templates.node(new Placeholder.PathIn(path.root(), "/" + name));
        }
        return NODES.textNode(text);
    }
}

package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trees with placeholders. */
final class Templates {
    private Templates() {}

    static JsonNode node(Placeholder placeholder) {
        return JsonNodeFactory.instance.pojoNode(placeholder);
    }

    static @Nullable Placeholder placeholder(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Placeholder it ? it : null;
    }

    /** The tree with every placeholder replaced. */
    static JsonNode fill(JsonNode tree, Function<Placeholder, String> known) {
        Placeholder placeholder = placeholder(tree);
        if (placeholder != null) {
            return JsonNodeFactory.instance.textNode(known.apply(placeholder));
        }
        if (tree.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(member -> filled.set(member.getKey(), fill(member.getValue(), known)));
            return filled;
        }
        if (tree.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> filled.add(fill(element, known)));
            return filled;
        }
        return tree;
    }

    /** A copy whose objects and arrays are its own; {@code deepCopy} would share nothing either, but stops at POJOs. */
    static JsonNode copy(JsonNode tree) {
        return tree.deepCopy();
    }
}

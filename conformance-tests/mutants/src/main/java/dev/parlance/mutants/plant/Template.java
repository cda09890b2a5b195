package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a fault's description with references: {@code ${/params/threadId}} is taken from the line, {@code
 * ${request:/params/cwd}} from the request that it answers, {@code ${name}} from what was remembered, {@code ${random}}
 * is a fresh id and {@code ${now}} the time in milliseconds. A text that is one reference takes the value's own type.
 */
record Template(JsonNode content) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    JsonNode fill(Passing passing) {
        return fill(content, passing);
    }

    /** The value as text: a text's content, anything else as JSON. */
    String text(Passing passing) {
        JsonNode filled = fill(passing);
        return filled.isTextual() ? filled.textValue() : filled.toString();
    }

    private static JsonNode fill(JsonNode node, Passing passing) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(e -> copy.set(e.getKey(), fill(e.getValue(), passing)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(fill(element, passing)));
            return copy;
        }
        return node.isTextual() ? fill(node.textValue(), passing) : node;
    }

    private static JsonNode fill(String text, Passing passing) {
        Matcher whole = REFERENCE.matcher(text);
        if (whole.matches()) {
            JsonNode value = value(whole.group(1), passing);
            return value == null ? NullNode.instance : value.deepCopy();
        }
        return TextNode.valueOf(REFERENCE.matcher(text).replaceAll(found -> {
            JsonNode value = value(found.group(1), passing);
            return Matcher.quoteReplacement(
                    value == null ? "" : value.isTextual() ? value.textValue() : value.toString());
        }));
    }

    private static @Nullable JsonNode value(String name, Passing passing) {
        if (name.startsWith("/") || name.startsWith("request:")) {
            return passing.at(name);
        }
        return switch (name) {
            case "random" -> TextNode.valueOf(UUID.randomUUID().toString());
            case "now" -> JsonNodeFactory.instance.numberNode(System.currentTimeMillis());
            default -> passing.shared().remembered(name);
        };
    }
}

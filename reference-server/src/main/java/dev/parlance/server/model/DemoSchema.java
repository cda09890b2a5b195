package dev.parlance.server.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.server.Json;

/** The smallest value that fits a JSON Schema of the kind used for answers; {@code pattern} and {@code not} are passed over. */
final class DemoSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 32;
    private static final int LONGEST = 1_000;

    private final JsonNode root;
    private int made;

    private DemoSchema(JsonNode root) {
        this.root = root;
    }

    /** The value as JSON text. */
    static String instance(Object schema) {
        JsonNode root = Json.MAPPER.valueToTree(schema);
        return new DemoSchema(root).value(root, 0).toString();
    }

    private JsonNode value(JsonNode schema, int depth) {
        // A schema can refer to itself, and widely: the answer stays small whatever it says.
        if (depth > DEEPEST || made++ > LONGEST || !schema.isObject()) {
            return NODES.nullNode();
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        if (schema.path("$ref").asText().startsWith("#")) {
            return value(root.at(pointer(schema.path("$ref").asText())), depth + 1);
        }
        for (String choice : new String[] {"anyOf", "oneOf"}) {
            if (schema.path(choice).size() > 0) {
                return value(schema.path(choice).get(0), depth + 1);
            }
        }
        if (schema.path("allOf").size() > 0) {
            return all(schema, depth);
        }
        return typed(schema, depth);
    }

    private JsonNode all(JsonNode schema, int depth) {
        ObjectNode merged = NODES.objectNode();
        for (JsonNode part : schema.path("allOf")) {
            JsonNode value = value(part, depth + 1);
            if (!(value instanceof ObjectNode object)) {
                return value;
            }
            merged.setAll(object);
        }
        JsonNode own = typed(schema, depth);
        return own instanceof ObjectNode object ? merged.setAll(object) : merged;
    }

    private JsonNode typed(JsonNode schema, int depth) {
        JsonNode type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asText(schema.has("properties") ? "object" : "")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" ->
                NODES.textNode("x".repeat(bounded(schema.path("minLength").asInt(0))));
            case "integer" -> NODES.numberNode((long) Math.ceil(least(schema, 1)));
            case "number" -> number(least(schema, 0.5));
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        for (JsonNode name : schema.path("required")) {
            JsonNode property = schema.path("properties").path(name.asText());
            object.set(name.asText(), value(property, depth + 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = bounded(schema.path("minItems").asInt(0)); i > 0; i--) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static double least(JsonNode schema, double step) {
        double least = schema.path("minimum").asDouble(0);
        if (schema.path("exclusiveMinimum").isNumber()) {
            least = Math.max(least, schema.path("exclusiveMinimum").asDouble() + step);
        }
        double most = schema.path("maximum").asDouble(Double.MAX_VALUE);
        return Math.min(least, most);
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) ? NODES.numberNode((long) value) : NODES.numberNode(value);
    }

    private static int bounded(int length) {
        return Math.max(0, Math.min(LONGEST, length));
    }

    private static String pointer(String ref) {
        String pointer = ref.substring(1);
        return pointer.isEmpty() || pointer.startsWith("/") ? pointer : "/$defs/" + pointer;
    }
}

package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Params that break the schema of their method in one point each, and right ones beside them. */
final class WrongParams {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Says what a value is, wherever a value of no sense is needed: it is no thread, turn, cursor or key. */
    private static final String TEXT = "00000000-0000-7000-8000-000000000000";

    private static final int DEEPEST = 3;

    private WrongParams() {}

    /**
     * One request.
     *
     * @param what the point in which the params are wrong
     */
    record Wrong(String method, String what, JsonNode params) {
        @Override
        public String toString() {
            return method + " " + what;
        }
    }

    /** Params with the required members only. */
    static JsonNode right(JsonNode method) {
        return method.has("params") ? sample(method.path("params"), 0) : NODES.objectNode();
    }

    /** Everything wrong that the schema of the method's params shows. */
    static List<Wrong> of(String name, JsonNode method) {
        List<Wrong> found = new ArrayList<>();
        for (JsonNode other :
                List.of(NODES.arrayNode(), NODES.numberNode(5), NODES.textNode("x"), NODES.booleanNode(true))) {
            found.add(new Wrong(name, "params are " + other, other));
        }
        if (!method.has("params")) {
            return found;
        }
        JsonNode schema = Protocol.resolve(method.path("params"));
        JsonNode right = right(method);
        if (!right.isObject()) {
            return found;
        }
        schema.path("required").forEach(required -> {
            ObjectNode params = right.deepCopy();
            params.remove(required.asText());
            found.add(new Wrong(name, "without " + required.asText(), params));
        });
        schema.path("properties")
                .properties()
                .forEach(property -> wrongValues(property.getValue()).forEach(value -> {
                    ObjectNode params = right.deepCopy();
                    params.set(property.getKey(), value);
                    found.add(new Wrong(name, property.getKey() + " is " + value, params));
                }));
        return found;
    }

    private static List<JsonNode> wrongValues(JsonNode declared) {
        JsonNode schema = notNull(declared);
        List<JsonNode> wrong = new ArrayList<>();
        Set<String> kinds = kinds(schema);
        if (!mayBeNull(declared)) {
            wrong.add(NODES.nullNode());
        }
        if (!kinds.isEmpty() && !kinds.contains("string")) {
            wrong.add(NODES.textNode("x"));
        }
        if (!kinds.isEmpty() && !kinds.contains("object")) {
            wrong.add(NODES.objectNode());
        }
        if (!kinds.isEmpty() && !kinds.contains("array")) {
            wrong.add(NODES.arrayNode());
        }
        if (!kinds.isEmpty() && !kinds.contains("integer") && !kinds.contains("number")) {
            wrong.add(NODES.numberNode(5));
        }
        if (kinds.equals(Set.of("integer"))) {
            wrong.add(NODES.numberNode(1.5));
            wrong.add(NODES.numberNode(new java.math.BigInteger("99999999999999999999")));
            if (schema.path("format").asText().equals("uint32")) {
                wrong.add(NODES.numberNode(-1));
                wrong.add(NODES.numberNode(1L << 32));
            }
        }
        constants(schema).forEach(constant -> {
            wrong.add(NODES.textNode(constant.toUpperCase(Locale.ROOT)));
            wrong.add(NODES.textNode(constant + " "));
        });
        if (schema.has("items")) {
            wrongValues(schema.path("items"))
                    .forEach(value -> wrong.add(NODES.arrayNode().add(value)));
        }
        return wrong;
    }

    /** Texts of an enum. */
    private static List<String> constants(JsonNode schema) {
        List<String> constants = new ArrayList<>();
        schema.path("enum").forEach(value -> constants.add(value.asText()));
        for (JsonNode branch : schema.path("oneOf")) {
            if (branch.path("const").isTextual()) {
                constants.add(branch.path("const").asText());
            }
            branch.path("enum").forEach(value -> constants.add(value.asText()));
        }
        return constants;
    }

    /** The kinds of JSON that fit; empty where anything does. */
    private static Set<String> kinds(JsonNode declared) {
        JsonNode schema = notNull(declared);
        java.util.TreeSet<String> kinds = new java.util.TreeSet<>();
        if (schema.path("type").isTextual()) {
            kinds.add(schema.path("type").asText());
        }
        schema.path("type").forEach(kind -> kinds.add(kind.asText()));
        for (String keyword : List.of("oneOf", "anyOf")) {
            for (JsonNode branch : schema.path(keyword)) {
                kinds.addAll(branch.has("const") ? Set.of("string") : kinds(branch));
            }
        }
        if (schema.has("enum")) {
            kinds.add("string");
        }
        kinds.remove("null");
        return kinds;
    }

    private static boolean mayBeNull(JsonNode declared) {
        JsonNode schema = Protocol.resolve(declared);
        for (String keyword : List.of("oneOf", "anyOf")) {
            for (JsonNode branch : schema.path(keyword)) {
                if (mayBeNull(branch)) {
                    return true;
                }
            }
        }
        boolean untyped =
                List.of("type", "enum", "const", "oneOf", "anyOf").stream().noneMatch(schema::has);
        JsonNode type = schema.path("type");
        return untyped
                || type.asText().equals("null")
                || type.valueStream().anyMatch(kind -> kind.asText().equals("null"));
    }

    /** The schema, or the alternative beside null. */
    private static JsonNode notNull(JsonNode declared) {
        JsonNode schema = Protocol.resolve(declared);
        JsonNode any = schema.path("anyOf");
        if (any.size() == 2 && any.get(1).path("type").asText().equals("null")) {
            return Protocol.resolve(any.get(0));
        }
        return schema;
    }

    /** A value that fits. */
    static JsonNode sample(JsonNode declared) {
        return sample(declared, 1);
    }

    private static JsonNode sample(JsonNode declared, int depth) {
        JsonNode schema = notNull(declared);
        List<String> constants = constants(schema);
        if (!constants.isEmpty()) {
            return NODES.textNode(constants.get(0));
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        for (String keyword : List.of("oneOf", "anyOf")) {
            if (schema.has(keyword) && depth < DEEPEST) {
                return sample(schema.path(keyword).get(0), depth + 1);
            }
        }
        Set<String> kinds = kinds(schema);
        if (kinds.contains("object")) {
            ObjectNode object = NODES.objectNode();
            schema.path("required")
                    .forEach(name -> object.set(
                            name.asText(), sample(schema.path("properties").path(name.asText()), depth + 1)));
            return object;
        }
        if (kinds.contains("array")) {
            return NODES.arrayNode();
        }
        if (kinds.contains("integer") || kinds.contains("number")) {
            return NODES.numberNode(1);
        }
        return kinds.contains("boolean")
                ? NODES.booleanNode(false)
                : NODES.textNode(declared.path("$ref").asText().endsWith("AbsolutePathBuf") ? "/nowhere/at/all" : TEXT);
    }
}

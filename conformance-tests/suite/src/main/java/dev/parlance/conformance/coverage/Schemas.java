package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How the schemas of the bundle are read: references, null, alternatives. */
final class Schemas {
    private final JsonNode definitions;

    Schemas(JsonNode bundle) {
        this.definitions = bundle.get("$defs");
    }

    /** The name that a reference leads to; empty if the schema is none. */
    static String referred(JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    JsonNode definition(String name) {
        return Objects.requireNonNull(definitions.get(name), () -> "the schema has no definition " + name);
    }

    /** The schema that a chain of references leads to. */
    JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            at = definition(referred(at));
        }
        return at;
    }

    /** Whether the schema lists alternatives; a choice of members beside properties belongs to its object. */
    static boolean isUnion(JsonNode schema) {
        return schema.has("oneOf") || (schema.has("anyOf") && !schema.has("properties"));
    }

    /** The alternatives but for null. */
    static List<JsonNode> alternatives(JsonNode union) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode alternative : union.path(union.has("oneOf") ? "oneOf" : "anyOf")) {
            if (!alternative.path("type").asText("").equals("null")) {
                all.add(alternative);
            }
        }
        return all;
    }

    /** The type, null aside; empty if the schema allows several or says nothing. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return type.textValue();
        }
        Set<String> types = texts(type);
        types.remove("null");
        if (types.size() == 1) {
            return types.iterator().next();
        }
        return types.isEmpty() && schema.has("properties") ? "object" : "";
    }

    /** The texts that a schema enumerates in itself, whichever way; empty if it does not. */
    static Set<String> enumerated(JsonNode schema) {
        Set<String> values = texts(schema.path("enum"));
        if (schema.path("const").isTextual()) {
            values.add(schema.get("const").textValue());
        }
        return values;
    }

    /** Whether all that the union offers are single texts. */
    static boolean isEnumeration(List<JsonNode> alternatives) {
        return alternatives.stream()
                .allMatch(alternative -> alternative.path("const").isTextual());
    }

    /** The texts of an array; what else is in it is left out. */
    static Set<String> texts(JsonNode array) {
        Set<String> all = new LinkedHashSet<>();
        for (JsonNode text : array) {
            if (text.isTextual()) {
                all.add(text.textValue());
            }
        }
        return all;
    }

    /** What stands behind a name in a report: a subject may have its reasons to leave out what is not stable. */
    static String mark(JsonNode schema) {
        String stability =
                schema.path("x-stability").asText(schema.path("stability").asText("stable"));
        return stability.equals("stable") ? "" : " (" + stability + ")";
    }
}

package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The schema as makers of values read it: references followed, alternatives in a row. */
final class SchemaView {
    private final JsonNode definitions;

    SchemaView(Protocol protocol) {
        this.definitions = protocol.schema().get("$defs");
    }

    /** What a chain of references leads to. */
    JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref") || at.has("allOf")) {
            at = at.has("$ref") ? definition(typeName(at)) : at.get("allOf").get(0);
        }
        return at;
    }

    /** Name of the definition that a schema refers to; empty if it is written in place. */
    static String typeName(JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** Alternatives other than null. */
    static List<JsonNode> alternatives(JsonNode schema) {
        List<JsonNode> all = new ArrayList<>();
        schema.path(schema.has("oneOf") ? "oneOf" : "anyOf").forEach(alternative -> {
            if (!alternative.path("type").asText("").equals("null")) {
                all.add(alternative);
            }
        });
        return all;
    }

    /** Whether a value is one of several things; a choice of members beside properties belongs to its object. */
    static boolean isUnion(JsonNode schema) {
        return schema.has("oneOf") || (schema.has("anyOf") && !schema.has("properties"));
    }

    boolean nullable(JsonNode schema) {
        for (JsonNode type : schema.path("type")) {
            if (type.asText().equals("null")) {
                return true;
            }
        }
        for (JsonNode alternative : schema.path("anyOf")) {
            if (alternative.path("type").asText("").equals("null")) {
                return true;
            }
        }
        return schema.has("$ref") && nullable(resolve(schema));
    }

    /** The JSON type that a schema names beside null; empty if it names none. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            return type.textValue();
        }
        for (JsonNode one : type) {
            if (!one.asText().equals("null")) {
                return one.textValue();
            }
        }
        return schema.has("properties") ? "object" : "";
    }

    static boolean experimental(JsonNode schema) {
        return schema.path("x-stability").asText("").equals("experimental");
    }

    /** The object that an alternative is, with the members that all alternatives share. */
    ObjectNode withShared(JsonNode alternative, JsonNode union) {
        ObjectNode merged = resolve(alternative).deepCopy();
        if (union.has("properties")) {
            merged.withObjectProperty("properties").setAll((ObjectNode) union.get("properties"));
            union.path("required").forEach(merged.withArrayProperty("required")::add);
        }
        return merged;
    }

    /** The bare object behind a choice of members, with the members of one of the choices. */
    ObjectNode withChoice(JsonNode object, JsonNode choice) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.setAll((ObjectNode) object);
        merged.remove("anyOf");
        ObjectNode properties = merged.withObjectProperty("properties").deepCopy();
        choice.path("properties").properties().forEach(member -> properties.set(member.getKey(), member.getValue()));
        merged.set("properties", properties);
        var required = merged.withArrayProperty("required").deepCopy();
        choice.path("required").forEach(required::add);
        merged.set("required", required);
        return merged;
    }

    private JsonNode definition(String name) {
        return Objects.requireNonNull(definitions.get(name), () -> "the schema has no definition " + name);
    }
}

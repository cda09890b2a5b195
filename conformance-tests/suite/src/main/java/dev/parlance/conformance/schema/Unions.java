package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes shapes of what can be one of several things. */
final class Unions {
    private final ShapeCompiler compiler;

    Unions(ShapeCompiler compiler) {
        this.compiler = compiler;
    }

    /** Whether the schema lists alternatives; a choice of members beside properties belongs to its object. */
    boolean isUnion(JsonNode schema) {
        return schema.has("oneOf") || (schema.has("anyOf") && !schema.has("properties"));
    }

    Shape compile(JsonNode schema) {
        List<JsonNode> alternatives = new ArrayList<>();
        schema.path(schema.has("oneOf") ? "oneOf" : "anyOf").forEach(alternative -> {
            if (!alternative.path("type").asText("").equals("null")) {
                alternatives.add(alternative);
            }
        });
        if (alternatives.size() == 1) {
            return compiler.compile(alternatives.get(0));
        }
        if (alternatives.stream().allMatch(a -> a.has("const") && a.get("const").isTextual())) {
            return enumeration(schema);
        }
        String tag = UnionTag.of(alternatives, compiler::resolve);
        return tag.isEmpty() ? choice(schema, alternatives) : tagged(schema, tag, alternatives);
    }

    /** Texts out of a set, whichever way the schema lists them. */
    Shape enumeration(JsonNode schema) {
        Set<String> values = new LinkedHashSet<>(ShapeCompiler.texts(schema.path("enum")));
        Set<String> experimental = new LinkedHashSet<>();
        if (schema.has("const")) {
            values.add(schema.get("const").textValue());
        }
        for (JsonNode alternative : schema.path("oneOf")) {
            values.add(alternative.get("const").textValue());
            if (ShapeCompiler.experimental(alternative)) {
                experimental.add(alternative.get("const").textValue());
            }
        }
        return new EnumShape(values, experimental, extensible(schema));
    }

    private Shape tagged(JsonNode schema, String tag, List<JsonNode> alternatives) {
        Map<String, Shape> variants = new LinkedHashMap<>();
        Set<String> experimental = new LinkedHashSet<>();
        for (JsonNode alternative : alternatives) {
            JsonNode object = compiler.resolve(alternative);
            String name = object.at("/properties/" + tag + "/const").textValue();
            variants.put(name, compiler.object(object, schema));
            if (ShapeCompiler.experimental(alternative)) {
                experimental.add(name);
            }
        }
        return new TaggedShape(tag, variants, experimental, extensible(schema));
    }

    private Shape choice(JsonNode schema, List<JsonNode> alternatives) {
        List<ChoiceShape.Alternative> all = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            JsonNode resolved = compiler.resolve(alternative);
            boolean object = resolved.path("type").asText("").equals("object") && !isUnion(resolved);
            Shape shape = object ? compiler.object(resolved, ShapeCompiler.none()) : compiler.compile(alternative);
            all.add(new ChoiceShape.Alternative(shape, ShapeCompiler.experimental(alternative)));
        }
        return new ChoiceShape(all, extensible(schema));
    }

    private static boolean extensible(JsonNode schema) {
        return schema.path("x-extensible").asBoolean(false);
    }
}

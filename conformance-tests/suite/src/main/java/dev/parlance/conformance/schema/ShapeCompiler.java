package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes shapes of the schemas of a bundle. A keyword it does not know ends the compilation: nothing goes unjudged. */
final class ShapeCompiler {
    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "type",
            "const",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "allOf",
            "anyOf",
            "oneOf",
            "title",
            "description",
            "default",
            "format",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "$comment",
            "x-extensible",
            "x-null",
            "x-requires-capability",
            "x-unit",
            "x-renamed-from",
            "x-stability",
            "x-since");

    private final JsonNode definitions;
    private final Map<String, Shape> compiled = new HashMap<>();
    private final Unions unions = new Unions(this);

    ShapeCompiler(JsonNode bundle) {
        this.definitions = bundle.get("$defs");
    }

    Shape compile(JsonNode schema) {
        if (schema.isBoolean()) {
            return Shape.ANY;
        }
        check(schema);
        if (schema.has("$ref")) {
            return reference(schema.get("$ref").textValue());
        }
        if (schema.has("allOf")) {
            return compile(schema.get("allOf").get(0));
        }
        boolean nullable = allowsNull(schema);
        Shape shape = unions.isUnion(schema) ? unions.compile(schema) : plain(schema);
        return nullable ? Scalars.nullable(shape) : shape;
    }

    /** The schema that a chain of references leads to. */
    JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            String name = name(at.get("$ref").textValue());
            at = Objects.requireNonNull(definitions.get(name), () -> "the schema has no definition " + name);
        }
        return at;
    }

    /** An object; the members given beside those of the schema count as its own. */
    ObjectShape object(JsonNode schema, JsonNode shared) {
        Map<String, ObjectShape.Member> members = new LinkedHashMap<>();
        members(shared, members);
        members(schema, members);
        List<List<String>> exclusive = new ArrayList<>();
        for (JsonNode alternative : schema.path("anyOf")) {
            List<String> names = new ArrayList<>();
            alternative.path("required").forEach(name -> names.add(name.textValue()));
            exclusive.add(names);
            Map<String, ObjectShape.Member> own = new LinkedHashMap<>();
            members(alternative, own);
            own.values()
                    .forEach(m -> members.putIfAbsent(
                            m.name(),
                            new ObjectShape.Member(m.name(), m.shape(), false, m.nullable(), m.experimental())));
        }
        JsonNode rest = schema.path("additionalProperties");
        Shape others = rest.isObject() || rest.asBoolean(false) ? compile(rest) : null;
        return new ObjectShape(members, exclusive, rest.isBoolean() && !rest.booleanValue(), others);
    }

    private void members(JsonNode schema, Map<String, ObjectShape.Member> into) {
        Set<String> required = texts(schema.path("required"));
        for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
            JsonNode member = entry.getValue();
            into.put(
                    entry.getKey(),
                    new ObjectShape.Member(
                            entry.getKey(),
                            member(entry.getKey(), member),
                            required.contains(entry.getKey()),
                            allowsNull(member) || allowsNull(resolve(member)),
                            experimental(member)));
        }
    }

    /** What a member's name and unit tell beyond its type. */
    private Shape member(String name, JsonNode schema) {
        Shape shape = compile(schema);
        Shape special = null;
        if (name.endsWith("Base64")) {
            special = Scalars.BASE64;
        } else if (shape == Scalars.TEXT
                && schema.path("description").asText("").startsWith("Absolute path")) {
            special = Scalars.ABSOLUTE_PATH;
        } else if (name.endsWith("AtMs") && unit(schema).equals("milliseconds")) {
            special = Scalars.instant(shape, true);
        } else if (name.endsWith("At") && unit(schema).equals("seconds")) {
            special = Scalars.instant(shape, false);
        }
        if (special == null) {
            return shape;
        }
        return allowsNull(schema) ? Scalars.nullable(special) : special;
    }

    private Shape reference(String ref) {
        String name = name(ref);
        if (name.equals("AbsolutePathBuf")) {
            return Scalars.ABSOLUTE_PATH;
        }
        Shape known = compiled.get(name);
        if (known != null) {
            return known;
        }
        // Types may hold themselves: the name is taken before the shape is there.
        Later later = new Later();
        compiled.put(name, later);
        Shape shape = compile(Objects.requireNonNull(definitions.get(name), () -> "no definition " + name));
        later.shape = shape;
        compiled.put(name, shape);
        return shape;
    }

    private Shape plain(JsonNode schema) {
        if (schema.has("const") || schema.has("enum")) {
            return unions.enumeration(schema);
        }
        Set<String> types = types(schema);
        types.remove("null");
        if (types.size() > 1) {
            return Scalars.anyOf(types);
        }
        return switch (types.isEmpty() ? "" : types.iterator().next()) {
            case "" -> schema.has("properties") ? object(schema, none()) : nothingSaid(schema);
            case "object" -> object(schema, none());
            case "array" -> array(schema);
            case "string" -> Scalars.TEXT;
            case "boolean" -> Scalars.BOOLEAN;
            case "number" -> Scalars.NUMBER;
            case "integer" -> integer(schema);
            default -> throw new IllegalStateException("unknown type: " + schema);
        };
    }

    private static Shape nothingSaid(JsonNode schema) {
        return types(schema).contains("null") ? Scalars.NULL : Shape.ANY;
    }

    private Shape array(JsonNode schema) {
        Shape items = schema.has("items") ? compile(schema.get("items")) : Shape.ANY;
        int least = schema.path("minItems").asInt(0);
        return (value, walk) -> {
            if (!value.isArray()) {
                walk.mismatch(SchemaRule.REQUIRED, "an array", value);
                return;
            }
            if (value.size() < least) {
                walk.problem(SchemaRule.REQUIRED, "at least " + least + " items", value);
            }
            for (int i = 0; i < value.size(); i++) {
                walk.enter(i);
                items.judge(value.get(i), walk);
                walk.leave();
            }
        };
    }

    private static Shape integer(JsonNode schema) {
        String format = schema.path("format").textValue();
        BigInteger min = Scalars.lowest(format);
        BigInteger max = Scalars.highest(format);
        if (schema.has("minimum")) {
            min = min.max(schema.get("minimum").bigIntegerValue());
        }
        if (schema.has("maximum")) {
            max = max.min(schema.get("maximum").bigIntegerValue());
        }
        return Scalars.integer(min, max);
    }

    static boolean allowsNull(JsonNode schema) {
        if (types(schema).contains("null")) {
            return true;
        }
        for (JsonNode alternative : schema.path("anyOf")) {
            if (alternative.path("type").asText("").equals("null")) {
                return true;
            }
        }
        return false;
    }

    static boolean experimental(JsonNode schema) {
        return schema.path("x-stability").asText("").equals("experimental");
    }

    static Set<String> texts(JsonNode array) {
        Set<String> all = new LinkedHashSet<>();
        array.forEach(text -> all.add(text.textValue()));
        return all;
    }

    static ObjectNode none() {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }

    private static String unit(JsonNode schema) {
        return schema.path("x-unit").asText("");
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isTextual() ? new LinkedHashSet<>(List.of(type.textValue())) : texts(type);
    }

    private static String name(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static void check(JsonNode schema) {
        schema.fieldNames().forEachRemaining(keyword -> {
            if (!KNOWN.contains(keyword)) {
                throw new IllegalStateException("the suite cannot judge the keyword " + keyword);
            }
        });
    }

    private static final class Later implements Shape {
        private @Nullable Shape shape;

        @Override
        public void judge(JsonNode value, Walk walk) {
            Objects.requireNonNull(shape, "a type that is nothing but itself").judge(value, walk);
        }
    }
}

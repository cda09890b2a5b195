package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.protocol.Method;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes params that fit their schema. */
final class ValidInstances {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 4;

    private final SchemaView schema;
    private final FuzzPolicy policy;
    private final DomainValues domain;

    ValidInstances(SchemaView schema, FuzzPolicy policy, DomainValues domain) {
        this.schema = schema;
        this.policy = policy;
        this.domain = domain;
    }

    /** What one instance is made with. */
    private record Making(String method, boolean experimental, Draw draw) {}

    /** Params of a method; null where they are left out. */
    @Nullable
    JsonNode params(Method method, boolean experimental, Draw draw) {
        JsonNode described = method.params();
        if (described == null || (method.paramsOptional() && draw.oneIn(3))) {
            return null;
        }
        return value(new Making(method.name(), experimental, draw), described, "", 0);
    }

    private JsonNode value(Making making, JsonNode described, String member, int depth) {
        if (described.isBoolean()) {
            return anything(making.draw(), depth);
        }
        JsonNode resolved = schema.resolve(described);
        Draw draw = making.draw();
        if (schema.nullable(described) && draw.oneIn(6)) {
            return NODES.nullNode();
        }
        JsonNode known = domain.find(making.method(), member, SchemaView.type(resolved), draw);
        if (known != null && !resolved.has("const") && !resolved.has("enum")) {
            return known;
        }
        if (SchemaView.isUnion(resolved)) {
            return union(making, resolved, member, depth);
        }
        if (resolved.has("const")) {
            return resolved.get("const");
        }
        if (resolved.has("enum")) {
            return resolved.get("enum").get(draw.below(resolved.get("enum").size()));
        }
        return switch (SchemaView.type(resolved)) {
            case "object" -> object(making, resolved, depth);
            case "array" -> array(making, resolved, member, depth);
            case "string" -> text(making, described, resolved, member);
            case "boolean" -> NODES.booleanNode(draw.oneIn(2));
            case "integer" -> integer(resolved, draw);
            case "number" -> NODES.numberNode(draw.below(1_000) / 8.0);
            default -> anything(draw, depth);
        };
    }

    private JsonNode union(Making making, JsonNode union, String member, int depth) {
        List<JsonNode> allowed = new ArrayList<>();
        for (JsonNode alternative : SchemaView.alternatives(union)) {
            JsonNode resolved = schema.resolve(alternative);
            boolean sent = making.experimental()
                    || !(SchemaView.experimental(alternative) || SchemaView.experimental(resolved));
            if (sent && (depth > 0 || policy.allowsVariant(making.method(), resolved))) {
                allowed.add(alternative);
            }
        }
        JsonNode chosen = making.draw().any(allowed);
        JsonNode resolved = schema.resolve(chosen);
        boolean object = SchemaView.type(resolved).equals("object") && !SchemaView.isUnion(resolved);
        return object
                ? object(making, schema.withShared(chosen, union), depth)
                : value(making, chosen, member, depth + 1);
    }

    private JsonNode object(Making making, JsonNode described, int depth) {
        if (described.has("anyOf")) {
            List<JsonNode> choices = SchemaView.alternatives(described);
            return object(making, schema.withChoice(described, making.draw().any(choices)), depth);
        }
        Set<String> required = new HashSet<>();
        described.path("required").forEach(name -> required.add(name.textValue()));
        ObjectNode made = NODES.objectNode();
        described.path("properties").properties().forEach(member -> {
            String name = member.getKey();
            boolean there = making.draw().below(10) < (depth == 0 ? 3 : 2) && depth < DEEP;
            boolean hidden = !making.experimental() && SchemaView.experimental(member.getValue());
            if (required.contains(name) || (there && !hidden && !policy.avoids(name))) {
                made.set(name, value(making, member.getValue(), name, depth + 1));
            }
        });
        JsonNode others = described.path("additionalProperties");
        if (others.isObject() || others.asBoolean(false)) {
            for (int i = making.draw().below(depth < DEEP ? 3 : 1); i > 0; i--) {
                made.set("parlance_fuzz_" + i, value(making, others, "", depth + 1));
            }
        }
        return made;
    }

    private JsonNode array(Making making, JsonNode described, String member, int depth) {
        ArrayNode made = NODES.arrayNode();
        JsonNode items = described.path("items");
        int least = described.path("minItems").asInt(0);
        int size = least + making.draw().below(depth < DEEP ? 3 : 1);
        for (int i = 0; i < size; i++) {
            made.add(items.isMissingNode() ? anything(making.draw(), depth) : value(making, items, member, depth + 1));
        }
        return made;
    }

    private JsonNode text(Making making, JsonNode described, JsonNode resolved, String member) {
        if (SchemaView.typeName(described).equals("AbsolutePathBuf")) {
            return Templates.node(new Placeholder.PathIn("workspace", "/" + (member.isEmpty() ? "x" : member)));
        }
        if (member.endsWith("Base64")) {
            return NODES.textNode(making.draw().any(policy.texts("base64")));
        }
        String text = domain.plain(making.draw());
        return NODES.textNode(text.length() < resolved.path("minLength").asInt(0) ? "low" : text);
    }

    private static JsonNode integer(JsonNode described, Draw draw) {
        String format = described.path("format").asText("int64");
        BigInteger high = switch (format) {
            case "uint16" -> BigInteger.valueOf(65_535);
            case "int32" -> BigInteger.valueOf(Integer.MAX_VALUE);
            case "uint32" -> BigInteger.valueOf(4_294_967_295L);
            default -> BigInteger.valueOf(Long.MAX_VALUE);
        };
        if (described.has("maximum")) {
            high = high.min(described.get("maximum").bigIntegerValue());
        }
        BigInteger low = described.has("minimum") ? described.get("minimum").bigIntegerValue() : BigInteger.ZERO;
        return switch (draw.below(5)) {
            case 0 -> NODES.numberNode(low);
            case 1 -> NODES.numberNode(high);
            default ->
                NODES.numberNode(low.add(BigInteger.valueOf(draw.below(200))).min(high));
        };
    }

    private JsonNode anything(Draw draw, int depth) {
        return switch (draw.below(depth < DEEP ? 7 : 5)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(draw.below(100));
            case 3 -> NODES.numberNode(0.5);
            case 4 -> NODES.textNode(domain.plain(draw));
            case 5 -> NODES.objectNode().set("a", anything(draw, depth + 1));
            default -> NODES.arrayNode().add(anything(draw, depth + 1));
        };
    }
}

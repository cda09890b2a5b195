package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import java.util.function.BiConsumer;

/** Finds ids, cursors and the like in what a subject says, by the type and the name of the member that bears them. */
final class Harvest {
    private static final int MAX_DEPTH = 7;
    private static final int MAX_ELEMENTS = 8;

    private final SchemaView schema;
    private final FuzzPolicy policy;

    Harvest(SchemaView schema, FuzzPolicy policy) {
        this.schema = schema;
        this.policy = policy;
    }

    /** Gives pool and pointer of everything worth keeping. Cursors belong to the method that gave them. */
    void walk(Method method, JsonNode described, JsonNode value, BiConsumer<String, String> found) {
        walk(
                new Place(SchemaView.typeName(described), "", "", 0),
                described,
                value,
                (pool, pointer) -> found.accept(pool.equals("cursor") ? "cursor@" + method.name() : pool, pointer));
    }

    private record Place(String type, String member, String pointer, int depth) {
        Place in(String ownType, String name, String step) {
            return new Place(ownType.isEmpty() ? type : ownType, name, pointer + "/" + escaped(step), depth + 1);
        }

        private static String escaped(String step) {
            return step.replace("~", "~0").replace("/", "~1");
        }
    }

    private void walk(Place at, JsonNode described, JsonNode value, BiConsumer<String, String> found) {
        if (at.depth() > MAX_DEPTH || described.isBoolean()) {
            return;
        }
        if (value.isTextual()) {
            String pool = policy.pool(at.type(), at.member());
            if (pool != null && value.textValue().length() < 4_000) {
                found.accept(pool, at.pointer());
            }
        } else if (value.isArray()) {
            JsonNode items = items(described);
            for (int i = 0; i < Math.min(value.size(), MAX_ELEMENTS); i++) {
                String own = SchemaView.typeName(items);
                walk(at.in(own, own.isEmpty() ? at.member() : "", String.valueOf(i)), items, value.get(i), found);
            }
        } else if (value.isObject()) {
            members(at, described, value, found);
        }
    }

    private void members(Place at, JsonNode described, JsonNode value, BiConsumer<String, String> found) {
        String own = SchemaView.typeName(described);
        Place here = own.isEmpty() ? at : new Place(own, at.member(), at.pointer(), at.depth());
        JsonNode resolved = schema.resolve(described);
        if (SchemaView.isUnion(resolved)) {
            for (JsonNode alternative : SchemaView.alternatives(resolved)) {
                JsonNode object = schema.resolve(alternative);
                if (fits(object, value)) {
                    // The name of the union counts, not that of the variant.
                    boolean onlyNullable = SchemaView.alternatives(resolved).size() == 1;
                    members(here, onlyNullable ? alternative : object, value, found);
                    return;
                }
            }
            return;
        }
        JsonNode properties = resolved.path("properties");
        value.properties().forEach(member -> {
            JsonNode declared = properties.path(member.getKey());
            if (!declared.isMissingNode()) {
                String name = member.getKey();
                walk(here.in("", name, name), declared, member.getValue(), found);
            }
        });
    }

    private JsonNode items(JsonNode described) {
        JsonNode resolved = schema.resolve(described);
        for (JsonNode alternative : SchemaView.alternatives(resolved)) {
            if (schema.resolve(alternative).has("items")) {
                return schema.resolve(alternative).get("items");
            }
        }
        return resolved.path("items");
    }

    private boolean fits(JsonNode object, JsonNode value) {
        if (!SchemaView.type(object).equals("object")) {
            return SchemaView.isUnion(object);
        }
        for (var member : object.path("properties").properties()) {
            JsonNode constant = member.getValue().path("const");
            if (constant.isTextual() && !constant.equals(value.path(member.getKey()))) {
                return false;
            }
        }
        for (JsonNode name : object.path("required")) {
            if (!value.has(name.textValue())) {
                return false;
            }
        }
        return true;
    }
}

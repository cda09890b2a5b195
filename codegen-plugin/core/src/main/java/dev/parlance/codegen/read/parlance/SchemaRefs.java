package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.model.Location;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds the references in a schema, and only there: a member called {@code $ref} in a default or an example is data.
 *
 * <pre>{@code
 * SchemaRefs.visit(schema, place, (holder, ref, at) -> holder.put("$ref", "#/$defs/" + ref));
 * }</pre>
 */
public final class SchemaRefs {
    private static final List<String> ONE = List.of("items", "additionalProperties");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

    private SchemaRefs() {}

    /** Takes what was found. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One reference.
         *
         * @param holder the object that has it, which may be changed
         * @param ref its text
         * @param at place of the keyword
         */
        void ref(ObjectNode holder, String ref, Location at);
    }

    /** Visits every reference in a schema, its own first. */
    public static void visit(JsonNode schema, Location at, Visitor visitor) {
        walk(schema, at, (object, place) -> {
            if (object.path("$ref").isTextual()) {
                visitor.ref(object, object.path("$ref").textValue(), place.at("$ref"));
            }
        });
    }

    /** Shows every schema that is an object, itself first, then those inside. */
    static void walk(JsonNode schema, Location at, BiConsumer<ObjectNode, Location> visitor) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        visitor.accept(object, at);
        for (String keyword : ONE) {
            walk(object.path(keyword), at.at(keyword), visitor);
        }
        for (String keyword : LISTS) {
            JsonNode list = object.path(keyword);
            for (int i = 0; i < list.size(); i++) {
                walk(list.path(i), at.at(keyword).at(i), visitor);
            }
        }
        object.path("properties")
                .properties()
                .forEach(p -> walk(p.getValue(), at.at("properties").at(p.getKey()), visitor));
    }
}

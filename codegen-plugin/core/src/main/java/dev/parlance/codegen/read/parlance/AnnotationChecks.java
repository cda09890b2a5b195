package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.schema.NamedSchema;
import java.util.List;
import java.util.Set;

/** Annotations that stand where they say nothing: the author meant something that bindings would not do. */
final class AnnotationChecks {
    private static final Set<String> NUMBERS = Set.of("integer", "number");
    private static final List<String> ALTERNATIVES = List.of("oneOf", "anyOf");

    private final Problems problems;

    AnnotationChecks(Problems problems) {
        this.problems = problems;
    }

    void check(NamedSchema definition) {
        SchemaRefs.walk(definition.json(), definition.location(), (schema, at) -> {
            checkNull(schema, at);
            checkUnit(schema, at);
            boolean choice = schema.has("enum") || schema.has("oneOf") || schema.has("anyOf");
            if (schema.has("x-extensible") && !choice) {
                problems.error(
                        at.at("x-extensible"),
                        "this is neither an enum nor a union",
                        "move it to the definition of the enum or union");
            }
        });
        if (definition.json().has("x-null")) {
            misplaced(definition.location());
        }
    }

    private void checkNull(ObjectNode owner, Location at) {
        for (String keyword : ALTERNATIVES) {
            for (int i = 0; i < owner.path(keyword).size(); i++) {
                if (owner.path(keyword).path(i).has("x-null")) {
                    misplaced(at.at(keyword).at(i));
                }
            }
        }
        if (owner.path("items").has("x-null")) {
            misplaced(at.at("items"));
        }
        owner.path("properties").properties().forEach(property -> {
            Location place = at.at("properties").at(property.getKey());
            if (property.getValue().has("x-null")) {
                checkNull(owner, property.getKey(), property.getValue(), place.at("x-null"));
            }
        });
    }

    private void checkNull(ObjectNode owner, String name, JsonNode schema, Location place) {
        for (JsonNode required : owner.path("required")) {
            if (required.asText().equals(name)) {
                problems.error(place, "a required member is never absent", "remove x-null");
            }
        }
        if (!mayBeNull(schema)) {
            problems.error(place, "the member may not be null", "allow null with type or anyOf, or remove x-null");
        }
    }

    private void misplaced(Location place) {
        problems.error(place.at("x-null"), "x-null says something of members only", "move it to the member");
    }

    private void checkUnit(ObjectNode schema, Location at) {
        if (!schema.has("x-unit") || schema.has("$ref")) {
            return; // what a reference leads to is the author's to know
        }
        boolean number = NUMBERS.contains(schema.path("type").asText());
        for (JsonNode type : schema.path("type")) {
            number |= NUMBERS.contains(type.asText());
        }
        if (!number) {
            problems.error(at.at("x-unit"), "only numbers have a unit", "remove it, or move it to the number");
        }
    }

    private static boolean mayBeNull(JsonNode schema) {
        boolean may = schema.path("type").asText().equals("null");
        for (JsonNode type : schema.path("type")) {
            may |= type.asText().equals("null");
        }
        for (String keyword : ALTERNATIVES) {
            for (JsonNode alternative : schema.path(keyword)) {
                may |= mayBeNull(alternative);
            }
        }
        // A reference may lead to a nullable alias, and true allows everything.
        boolean free = !schema.has("type") && !schema.has("oneOf") && !schema.has("anyOf");
        return may || free || schema.has("$ref");
    }
}

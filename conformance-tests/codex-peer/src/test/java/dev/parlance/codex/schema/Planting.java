package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Puts the same fault into every schema of a bundle that can have it, to see whether all of them are found. */
final class Planting {
    private final Predicate<ObjectNode> fault;
    private boolean planted;

    private Planting(Predicate<ObjectNode> fault) {
        this.fault = fault;
    }

    /**
     * Changes a bundle.
     *
     * @param fault puts itself into a schema, and says whether it could
     * @return the definitions that have the fault now
     */
    static Set<String> plant(JsonNode bundle, Predicate<ObjectNode> fault) {
        Set<String> definitions = new TreeSet<>();
        bundle.path("$defs").properties().forEach(definition -> {
            Planting planting = new Planting(fault);
            planting.into(definition.getValue());
            if (planting.planted) {
                definitions.add(definition.getKey());
            }
        });
        return definitions;
    }

    private void into(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            // The parts first: what the fault adds must not get a fault itself.
            object.path("properties").forEach(this::into);
            into(object.path("items"));
            into(object.path("additionalProperties"));
            object.path("allOf").forEach(this::into);
            object.path("oneOf").forEach(this::into);
            object.path("anyOf").forEach(this::into);
            planted |= fault.test(object);
        }
    }
}

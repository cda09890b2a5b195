package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/** Walks two schemas side by side and notes every point on which their canonical forms disagree. */
final class ShapeComparison {
    /** These belong to the place of use; all else to the definition, which is reported once. */
    private static final Set<String> FACTS_OF_USE = Set.of("null", "default");

    private static final String NOT_SAID = "none";

    private final ShapeReader ourReader;
    private final ShapeReader realReader;
    private final Differences differences;
    private final IdentityHashMap<JsonNode, Set<JsonNode>> compared = new IdentityHashMap<>();

    ShapeComparison(SchemaDocument ours, SchemaDocument real, Differences differences) {
        ourReader = new ShapeReader(ours);
        realReader = new ShapeReader(real);
        this.differences = differences;
    }

    /** The definitions of our schema that were compared so far. */
    Set<String> reached() {
        return ourReader.followed();
    }

    /**
     * Compares two schemas and everything they lead to.
     *
     * @param at what to call the place where they are not definitions
     * @param reachedBy the method and the message
     */
    void compare(String at, JsonNode ours, JsonNode real, String reachedBy) {
        compare(new Place(at, reachedBy, false), ours, real);
    }

    private void compare(Place place, JsonNode ours, JsonNode real) {
        // By node, not by value: a way back to a pair in work ends here, equal schemas elsewhere do not.
        if (!compared.computeIfAbsent(ours, key -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(real)) {
            return;
        }
        Shape a = ourReader.read(ours);
        Shape b = realReader.read(real);
        Place inside = a.definition().isEmpty() ? place : place.in(a.definition());
        for (String fact : either(a.facts().keySet(), b.facts().keySet())) {
            boolean ofUse = FACTS_OF_USE.contains(fact);
            if (!(place.alternative() && fact.equals("null"))) {
                String at = ofUse ? place.at() : inside.at();
                String ourFact = a.facts().getOrDefault(fact, NOT_SAID);
                differences.compare(at, fact, ourFact, b.facts().getOrDefault(fact, NOT_SAID), place.reachedBy());
            }
        }
        differences.comparePresence(inside.at() + "=", a.values(), b.values(), place.reachedBy());
        differences.comparePresence(
                inside.at(), a.children().keySet(), b.children().keySet(), place.reachedBy());
        children(inside, a, b);
    }

    private void children(Place place, Shape ours, Shape real) {
        for (String step : either(ours.children().keySet(), real.children().keySet())) {
            Shape.Child a = ours.children().get(step);
            Shape.Child b = real.children().get(step);
            if (a != null && b != null) {
                Place below = place.step(step);
                differences.compare(below.at(), "required", yes(a.required()), yes(b.required()), place.reachedBy());
                compare(below, a.schema(), b.schema());
            }
        }
    }

    private static String yes(boolean said) {
        return said ? "yes" : "no";
    }

    private static Set<String> either(Set<String> ours, Set<String> real) {
        Set<String> names = new TreeSet<>(ours);
        names.addAll(real);
        return names;
    }

    /** @param alternative an alternative of a union: whether null is allowed is said of the union */
    private record Place(String at, String reachedBy, boolean alternative) {
        Place in(String definition) {
            return new Place(definition, reachedBy, alternative);
        }

        Place step(String step) {
            return new Place(at + step, reachedBy, step.startsWith("|"));
        }
    }
}

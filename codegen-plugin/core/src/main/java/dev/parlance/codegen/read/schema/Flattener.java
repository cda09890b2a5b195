package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges an object's own members, those of {@code allOf} and those of alternatives beside them. Used for one object. */
final class Flattener {
    /** Merging doubles with each level of a hostile schema; real ones merge under ten. */
    private static final int MAX_MERGES = 1_000;

    private static final List<String> ABOUT = List.of("description", "title", "default", "deprecated", "examples");

    private final Linking linking;
    private final Problems problems;
    private final Deque<TypeName> path = new ArrayDeque<>();
    private int merges;

    /** Where the caller only looks, {@code problems} is one that nobody reads. */
    Flattener(Linking linking, Problems problems) {
        this.linking = linking;
        this.problems = problems;
    }

    /** All members. */
    Flat all(Schema schema) {
        Flat flat = new Flat();
        add(schema, flat, true);
        return flat;
    }

    /** The members beside the alternatives. */
    Flat shared(Schema schema) {
        Flat flat = new Flat();
        add(schema, flat, false);
        return flat;
    }

    private void add(Schema schema, Flat flat, boolean alternatives) {
        if (++merges > MAX_MERGES) {
            if (merges == MAX_MERGES + 1) {
                problems.error(schema.at(), "more than " + MAX_MERGES + " schemas merged into one", "merge fewer");
            }
            return;
        }
        if (linking.isExhausted(schema.at())) {
            return;
        }
        TypeName ref = schema.ref();
        if (ref != null) {
            follow(schema, ref, flat);
            return;
        }
        Set<JsonKind> kinds = schema.types().kinds();
        if (schema.types().texts() != null || !(kinds.isEmpty() || kinds.equals(Set.of(JsonKind.OBJECT)))) {
            problems.error(schema.at(), "what is merged into an object must be an object", "merge objects only");
            return;
        }
        own(schema, flat);
        schema.parts().forEach(part -> add(part, flat, true));
        if (alternatives && schema.isUnion()) {
            choices(schema, flat);
        }
    }

    private void follow(Schema schema, TypeName ref, Flat flat) {
        Schema target = linking.schemas.get(ref);
        if (path.contains(ref)) {
            problems.error(schema.at(), "'" + ref + "' is merged into itself", "break the circle");
        } else if (target != null) {
            path.push(ref);
            add(target, flat, true);
            path.pop();
        }
    }

    private void own(Schema schema, Flat flat) {
        schema.members().properties().forEach((name, member) -> put(name, member, flat));
        flat.required.addAll(schema.members().required());
        flat.closed |= schema.members().closed();
        Schema rest = schema.members().rest();
        if (rest != null) {
            flat.rest = rest;
        }
    }

    /** Adds a member; one that is declared twice must be declared the same. */
    private void put(String name, Schema member, Flat flat) {
        Schema other = flat.properties.putIfAbsent(name, member);
        if (other != null && !same(other.json(), member.json())) {
            problems.error(
                    member.at(),
                    "the member '" + name + "' is declared twice, the other time differently at " + other.at(),
                    "declare it once, or the same way");
        }
    }

    private void choices(Schema schema, Flat flat) {
        if (!flat.choices.isEmpty()) {
            problems.error(schema.at(), "two unions in one object", "give one of them a member of its own");
            return;
        }
        Map<String, List<Schema>> members = new LinkedHashMap<>();
        flat.properties.forEach((name, member) -> members.put(name, new ArrayList<>(List.of(member))));
        List<List<String>> choices = new ArrayList<>();
        for (Schema alternative : schema.alternatives()) {
            Flat one = new Flat();
            add(alternative, one, true);
            one.properties.forEach((name, member) -> widen(members, name, member));
            List<String> needs = new ArrayList<>(one.required);
            needs.removeAll(flat.required);
            choices.add(List.copyOf(needs));
        }
        members.forEach((name, seen) -> flat.properties.put(name, either(seen)));
        // One that needs nothing more always holds, so there is no choice.
        flat.choices.addAll(choices.stream().anyMatch(List::isEmpty) ? List.of() : choices);
    }

    /** Adds what a member may also be. */
    static void widen(Map<String, List<Schema>> members, String name, Schema member) {
        List<Schema> seen = members.computeIfAbsent(name, n -> new ArrayList<>());
        if (seen.stream().noneMatch(other -> same(other.json(), member.json()))) {
            seen.add(member);
        }
    }

    /** What a member is that alternatives declare differently. */
    static Schema either(List<Schema> seen) {
        return seen.size() == 1 ? seen.get(0) : KindLinker.synthetic(seen.get(0).origin(), seen);
    }

    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(other) || bare(one).equals(bare(other));
    }

    private static JsonNode bare(JsonNode json) {
        return json.isObject() ? ((ObjectNode) json.deepCopy()).remove(ABOUT) : json;
    }
}

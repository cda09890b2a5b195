package dev.parlance.conformance.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Alternatives told apart by their JSON kind, by their required members, or by their only member. */
final class ChoiceShape implements Shape {
    private final List<Alternative> alternatives;
    private final boolean extensible;

    ChoiceShape(List<Alternative> alternatives, boolean extensible) {
        this.alternatives = alternatives;
        this.extensible = extensible;
    }

    /** One alternative and whether it is experimental. */
    record Alternative(Shape shape, boolean experimental) {}

    @Override
    public void judge(JsonNode value, Walk walk) {
        List<Alternative> told = value.isObject() ? toldByMembers(value) : List.of();
        if (told.size() > 1 && exclude(told)) {
            walk.problem(SchemaRule.EXCLUSIVE, "the members of one alternative, not of " + told.size(), value);
            return;
        }
        if (told.size() == 1) {
            take(told.get(0), value, walk);
            return;
        }
        for (Alternative alternative : alternatives) {
            if (Walk.fits(alternative.shape(), value)) {
                take(alternative, value, walk);
                return;
            }
        }
        if (!(extensible && isNew(value))) {
            unfit(value, walk);
        }
    }

    private static void take(Alternative alternative, JsonNode value, Walk walk) {
        if (alternative.experimental() && !walk.experimentalAllowed()) {
            walk.problem(SchemaRule.EXPERIMENTAL, "a stable alternative: the client did not opt in", value);
        }
        if (alternative.shape() instanceof ObjectShape) {
            walk.exercise(SchemaRule.EXCLUSIVE);
        }
        alternative.shape().judge(value, walk);
    }

    private void unfit(JsonNode value, Walk walk) {
        for (Alternative alternative : alternatives) {
            if (alternative.shape() instanceof EnumShape && value.isTextual()) {
                alternative.shape().judge(value, walk);
                return;
            }
        }
        walk.mismatch(SchemaRule.EXCLUSIVE, "one of " + alternatives.size() + " alternatives", value);
    }

    /** A damaged value of a known alternative is no new alternative: that has a text or a member nobody declared. */
    private boolean isNew(JsonNode value) {
        if (value.isTextual()) {
            return alternatives.stream()
                    .anyMatch(alternative -> alternative.shape() instanceof EnumShape values
                            && !values.knownInAnotherCase(value.textValue()));
        }
        return value.properties().stream()
                .anyMatch(member -> alternatives.stream()
                        .noneMatch(alternative ->
                                alternative.shape() instanceof ObjectShape object && object.declares(member.getKey())));
    }

    private List<Alternative> toldByMembers(JsonNode value) {
        List<Alternative> told = new ArrayList<>();
        for (Alternative alternative : alternatives) {
            if (alternative.shape() instanceof ObjectShape object
                    && !object.requiredNames().isEmpty()
                    && object.requiredNames().stream().allMatch(value::has)) {
                told.add(alternative);
            }
        }
        return told;
    }

    /** Whether each of them has a member of its own, so that no value can rightly be several of them. */
    private static boolean exclude(List<Alternative> told) {
        List<Set<String>> required = told.stream()
                .map(alternative -> ((ObjectShape) alternative.shape()).requiredNames())
                .toList();
        for (int i = 0; i < required.size(); i++) {
            for (int j = 0; j < required.size(); j++) {
                if (i != j && required.get(i).containsAll(required.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}

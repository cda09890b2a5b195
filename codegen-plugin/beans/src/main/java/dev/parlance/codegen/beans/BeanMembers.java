package dev.parlance.codegen.beans;

import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The members of a struct's bean.
 *
 * @param all in the order of the schema, without tags
 * @param tags the tags it carries as a variant, name to value
 */
record BeanMembers(List<Member> all, SortedMap<String, String> tags) {
    /** {@code equals} is one expression, nested as deep as there are members; compilers end at a few thousand. */
    private static final int MOST = 500;

    /** A constant of a class file ends at 65,535 bytes, and no sane name is longer than this. */
    private static final int LONGEST_NAME = 1_000;

    /** What each bean has already. */
    private static final Set<String> TAKEN = Set.of("additionalProperties", "additionalProperty");

    /**
     * One declared member.
     *
     * @param name the Java name
     * @param nullable true where JSON null is a value of it
     */
    record Member(Property property, String name, TypeName type, boolean nullable) {
        String wire() {
            return property.name();
        }

        /** Whether null is written and not left out. */
        boolean writesNull() {
            return property.required() && nullable;
        }

        String getter() {
            return accessor("get", name);
        }

        String setter() {
            return accessor("set", name);
        }
    }

    static BeanMembers of(Definition definition, BeanEmission emission) {
        SortedMap<String, String> tags = tags(definition, emission);
        List<Member> all = new ArrayList<>();
        for (Property property : ((Shape.Struct) definition.shape()).properties()) {
            if (!tags.containsKey(property.name())) {
                boolean nullable = property.nullness() != Nullness.NEVER
                        || emission.types().mayBeNull(property.type());
                all.add(new Member(
                        property, name(property.name()), emission.types().of(property.type()), nullable));
            }
        }
        BeanMembers members = new BeanMembers(List.copyOf(all), tags);
        members.check(definition, emission);
        return members;
    }

    /** A member's name as that of a field. */
    static String name(String wire) {
        String name = JavaStyle.member(wire);
        return TAKEN.contains(name) ? name + "_" : name;
    }

    /** {@code accessor("get", "turnId")} is {@code getTurnId}. */
    static String accessor(String prefix, String name) {
        return prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static SortedMap<String, String> tags(Definition definition, BeanEmission emission) {
        SortedMap<String, String> tags = new TreeMap<>();
        emission.hierarchy().tags(definition.name()).forEach((tag, values) -> {
            tags.put(tag, values.first());
            if (values.size() > 1) {
                emission.problems()
                        .error(
                                definition.location(),
                                "the type " + definition.name() + " is a variant with several values of the member "
                                        + tag + ": " + String.join(", ", values),
                                "give each variant a definition of its own");
            }
        });
        return tags;
    }

    private void check(Definition definition, BeanEmission emission) {
        if (all.size() > MOST) {
            emission.problems()
                    .error(
                            definition.location(),
                            "the type " + definition.name() + " has " + all.size() + " members, a bean at most " + MOST,
                            "move some of them into a type of their own");
        }
        Map<String, String> seen = new HashMap<>();
        tags.keySet().forEach(tag -> seen.put(name(tag), tag));
        for (Member member : all) {
            String other = seen.putIfAbsent(member.name(), member.wire());
            if (other != null) {
                emission.problems()
                        .error(
                                member.property().location(),
                                "the members " + member.wire() + " and " + other + " both get the Java name "
                                        + member.name(),
                                "rename one of them in the schema");
            }
            if (member.wire().length() > LONGEST_NAME) {
                emission.problems()
                        .error(
                                member.property().location(),
                                "the name of this member has " + member.wire().length() + " characters",
                                "shorten it to " + LONGEST_NAME + " or fewer");
            }
        }
    }
}

package dev.parlance.codegen.java;

import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The components of a struct's record.
 *
 * @param all in the order of the schema
 * @param tags the tags it carries as a variant, name to value
 * @param more name of the component for members that are not declared
 * @param moreValue type of the values of those members
 */
record Components(List<Component> all, SortedMap<String, String> tags, String more, TypeName moreValue) {
    /** A record has at most 255 components, and its constructor as many parameters. */
    private static final int MOST = 250;

    /** A constant of a class file ends at 65,535 bytes, and no sane name is longer than this. */
    private static final int LONGEST_NAME = 1_000;

    /**
     * One declared member.
     *
     * @param name the Java name
     * @param type without a mark for null
     * @param nullable true where the component may be null
     */
    record Component(Property property, String name, TypeName type, boolean nullable) {
        String wire() {
            return property.name();
        }

        boolean required() {
            return property.required();
        }

        /** Required and of any JSON: null is a value of it like any other, so that absence cannot be told from the value. */
        boolean anyValue() {
            return required() && property.type() == TypeRef.Scalar.ANY;
        }

        boolean clears() {
            return !required() && property.nullness() == Nullness.CLEARS;
        }

        /** The type of the component, marked where it may be null. */
        TypeName marked() {
            return nullable ? JavaTypes.nullable(type) : type;
        }
    }

    static Components of(Definition definition, Emission emission) {
        Shape.Struct struct = (Shape.Struct) definition.shape();
        SortedMap<String, String> tags = tags(definition, emission);
        List<Component> all = new ArrayList<>();
        for (Property property : struct.properties()) {
            if (!tags.containsKey(property.name())) {
                all.add(component(property, emission));
            }
        }
        TypeRef rest = struct.rest();
        TypeName moreValue = rest == null
                ? JavaTypes.ANY
                : JavaTypes.nullable(emission.types().of(rest));
        Components components =
                new Components(List.copyOf(all), tags, free(rest == null ? "more" : "rest", all, tags), moreValue);
        components.check(definition, emission);
        return components;
    }

    /** The wire names that {@link #more()} cannot hold. */
    List<String> declared() {
        return Stream.concat(tags.keySet().stream(), all.stream().map(Component::wire))
                .toList();
    }

    /** The type of {@link #more()}. */
    TypeName moreType() {
        return JavaTypes.map(moreValue);
    }

    private static Component component(Property property, Emission emission) {
        JavaTypes types = emission.types();
        boolean nullable =
                !property.required() || property.nullness() != Nullness.NEVER || types.mayBeNull(property.type());
        return new Component(property, Identifiers.member(property.name()), types.of(property.type()), nullable);
    }

    static SortedMap<String, String> tags(Definition definition, Emission emission) {
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

    private static String free(String wish, List<Component> all, SortedMap<String, String> tags) {
        Set<String> taken = new LinkedHashSet<>();
        all.forEach(component -> taken.add(component.name()));
        tags.keySet().forEach(tag -> taken.add(Identifiers.member(tag)));
        String name = wish;
        while (taken.contains(name)) {
            name += "Members";
        }
        return name;
    }

    private void check(Definition definition, Emission emission) {
        if (all.size() > MOST) {
            emission.problems()
                    .error(
                            definition.location(),
                            "the type " + definition.name() + " has " + all.size() + " members, a Java record at most "
                                    + MOST,
                            "move some of them into a type of their own");
        }
        Map<String, String> seen = new HashMap<>();
        tags.keySet().forEach(tag -> seen.put(Identifiers.member(tag), tag));
        for (Component component : all) {
            String other = seen.putIfAbsent(component.name(), component.wire());
            if (other != null) {
                clash(component, other, emission);
            }
            if (component.wire().length() > LONGEST_NAME) {
                emission.problems()
                        .error(
                                component.property().location(),
                                "the name of this member has "
                                        + component.wire().length() + " characters",
                                "shorten it to " + LONGEST_NAME + " or fewer");
            }
        }
        for (Component component : all) {
            String other = component.clears() ? seen.get(component.name() + "Cleared") : null;
            if (other != null) {
                clash(component, other, emission);
            }
        }
    }

    private static void clash(Component component, String other, Emission emission) {
        emission.problems()
                .error(
                        component.property().location(),
                        "the members " + component.wire() + " and " + other + " both get the Java name "
                                + component.name(),
                        "rename one of them in the schema");
    }
}

package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.KindUnion;
import dev.parlance.codegen.model.Shape.Struct;
import dev.parlance.codegen.model.Shape.TaggedUnion;
import dev.parlance.codegen.model.Shape.Variant;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Links unions with a tag. A variant is the definition it refers to where nothing else does, and else a type of its own,
 * called after tag and union: {@code {"type":"userMessage"}} of {@code ThreadItem} is {@code UserMessageThreadItem}.
 */
final class TaggedLinker {
    private final Linking linking;
    private final StructLinker structs;

    TaggedLinker(Linking linking, StructLinker structs) {
        this.linking = linking;
        this.structs = structs;
    }

    /** What all variants of one union have in common. */
    record Frame(TypeName union, String tag, List<Property> shared, boolean open) {
        static final Frame NONE = new Frame(TypeName.of(""), "", List.of(), false);
    }

    TaggedUnion union(TypeName name, Schema schema, Tags.Tag tag) {
        Flat beside = new Flattener(linking, linking.problems).shared(schema);
        drop(beside, tag.member());
        boolean open = linking.dialect.open(schema.json());
        Frame frame = new Frame(name, tag.member(), structs.properties(name, beside), open);
        return new TaggedUnion(tag.member(), variants(frame, tag), frame.shared(), open || tag.catchAll());
    }

    private List<Variant> variants(Frame frame, Tags.Tag tag) {
        Map<String, Integer> uses = new HashMap<>();
        tag.groups().keySet().forEach(value -> uses.merge(Names.pascal(value), 1, Integer::sum));
        List<Variant> out = new ArrayList<>();
        tag.groups().forEach((value, leaves) -> {
            boolean alone = uses.getOrDefault(Names.pascal(value), 0) == 1;
            String prefix = alone ? Names.pascal(value) : Names.spelled(value);
            TypeName own = new TypeName(
                    frame.union().namespace(), prefix + frame.union().name());
            TypeName type = leaves.size() == 1
                    ? variant(own, leaves.get(0), frame)
                    : linking.derive(own, leaves.get(0).written(), () -> several(own, leaves, frame));
            out.add(new Variant(value, type));
        });
        return List.copyOf(out);
    }

    private Shape several(TypeName name, List<Leaf> leaves, Frame frame) {
        ObjectAlternatives objects = new ObjectAlternatives(linking, this, frame);
        List<Shape.Alternative> alternatives = objects.link(name, leaves);
        Flat merged = objects.merged();
        if (merged != null) {
            return struct(name, merged, leaves.get(0).written(), frame);
        }
        return new KindUnion(alternatives, frame.open());
    }

    /** A variant's definition: the one it refers to if it can be had, else one of that name. */
    TypeName variant(TypeName own, Leaf leaf, Frame frame) {
        TypeName ref = leaf.ref();
        boolean single =
                frame.tag().isEmpty() || leaf.limits(frame.tag(), linking).size() == 1;
        if (ref != null
                && single
                && frame.shared().isEmpty()
                && linking.schemas.onlyAlternative(ref)
                && !linking.isTaken(ref)) {
            return linking.variant(ref, leaf.schema(), () -> struct(ref, leaf.schema(), frame));
        }
        return linking.derive(own, leaf.written(), () -> struct(own, leaf.written(), frame));
    }

    /** The object without the tag and with the shared members. */
    Struct struct(TypeName name, Schema schema, Frame frame) {
        Flattener flattener = new Flattener(linking, linking.problems);
        return struct(name, flattener.all(schema), schema, frame);
    }

    Struct struct(TypeName name, Flat flat, Schema schema, Frame frame) {
        drop(flat, frame.tag());
        Map<String, Property> properties = new LinkedHashMap<>();
        Set<String> shared = frame.shared().stream().map(Property::name).collect(Collectors.toSet());
        Struct own = structs.struct(name, flat, schema);
        own.properties().forEach(p -> properties.put(p.name(), p));
        for (Property property : frame.shared()) {
            Property other = properties.put(property.name(), property);
            if (other != null
                    && !(other.type().equals(property.type())
                            && other.required() == property.required()
                            && other.nullness() == property.nullness())) {
                linking.problems.error(
                        other.location(),
                        "the member '" + other.name() + "' is declared twice, the other time differently at "
                                + property.location(),
                        "declare it once, or the same way");
            }
        }
        linking.count(shared.size(), schema.at());
        return new Struct(List.copyOf(properties.values()), own.choices(), own.closed(), own.rest());
    }

    private static void drop(Flat flat, String tag) {
        if (!tag.isEmpty()) {
            flat.properties.remove(tag);
            flat.required.remove(tag);
        }
    }
}

package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Shape.Struct;
import dev.parlance.codegen.model.Shape.TaggedUnion;
import dev.parlance.codegen.model.Shape.Variant;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds to each tagged union the members that all its variants happen to have: every item's {@code id}, say. */
final class SharedMembers {
    private final SortedMap<TypeName, Definition> definitions;

    private SharedMembers(SortedMap<TypeName, Definition> definitions) {
        this.definitions = definitions;
    }

    static SortedMap<TypeName, Definition> complete(SortedMap<TypeName, Definition> definitions) {
        SharedMembers shared = new SharedMembers(definitions);
        SortedMap<TypeName, Definition> out = new TreeMap<>();
        definitions.forEach((name, definition) -> out.put(name, shared.complete(definition)));
        return out;
    }

    private Definition complete(Definition definition) {
        if (!(definition.shape() instanceof TaggedUnion union)
                || union.variants().size() < 2) {
            return definition;
        }
        Struct first = struct(union.variants().get(0));
        if (first == null) {
            return definition;
        }
        List<Property> shared = new ArrayList<>();
        for (Property property : first.properties()) {
            if (union.variants().stream().allMatch(v -> has(struct(v), property))) {
                shared.add(property);
            }
        }
        TaggedUnion full = new TaggedUnion(union.tag(), union.variants(), List.copyOf(shared), union.open());
        return new Definition(definition.name(), definition.doc(), full, definition.location());
    }

    private @Nullable Struct struct(Variant variant) {
        Definition definition = definitions.get(variant.type());
        return definition != null && definition.shape() instanceof Struct struct ? struct : null;
    }

    private static boolean has(@Nullable Struct struct, Property property) {
        return struct != null
                && struct.properties().stream()
                        .anyMatch(p -> p.name().equals(property.name())
                                && p.type().equals(property.type())
                                && p.required() == property.required()
                                && p.nullness() == property.nullness());
    }
}

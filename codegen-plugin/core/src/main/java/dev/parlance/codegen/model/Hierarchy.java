package dev.parlance.codegen.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is a variant of whom: the unions looked at from their variants.
 *
 * <pre>{@code
 * new Hierarchy(protocol).tags(TypeName.of("TextItem")); // {type=text}
 * }</pre>
 */
public final class Hierarchy {
    private final Protocol protocol;
    private final Map<TypeName, SortedSet<TypeName>> unions = new TreeMap<>();
    private final Map<TypeName, SortedMap<String, SortedSet<String>>> tags = new TreeMap<>();

    /** Looks through all unions of a linked protocol. */
    public Hierarchy(Protocol protocol) {
        this.protocol = protocol;
        protocol.definitions().forEach((name, definition) -> {
            if (definition.shape() instanceof Shape.TaggedUnion union) {
                union.variants().forEach(variant -> noteTag(name, union.tag(), variant));
            } else if (definition.shape() instanceof Shape.KindUnion union) {
                objects(union).forEach(variant -> noteUnion(name, variant));
            }
        });
    }

    /** The unions that a definition is directly a variant of. */
    public SortedSet<TypeName> unions(TypeName variant) {
        return unions.getOrDefault(variant, new TreeSet<>());
    }

    /** The tags a struct carries as a variant: the tag's name to its values, one unless the schema is contradictory. */
    public SortedMap<String, SortedSet<String>> tags(TypeName variant) {
        return tags.getOrDefault(variant, new TreeMap<>());
    }

    /** The structs a union consists of, those of unions inside it included, in the order of the schema. */
    public List<TypeName> structs(TypeName union) {
        Set<TypeName> found = new LinkedHashSet<>();
        collect(union, found, new LinkedHashSet<>());
        return List.copyOf(found);
    }

    /** The alternatives of a kind union that are variants of it: structs and unions of objects. */
    public List<TypeName> objects(Shape.KindUnion union) {
        List<TypeName> found = new ArrayList<>();
        for (Shape.Alternative alternative : union.alternatives()) {
            if (alternative.kind() == Shape.JsonKind.OBJECT
                    && alternative.type() instanceof TypeRef.Named named
                    && isVariant(protocol.definition(named.name()).shape())) {
                found.add(named.name());
            }
        }
        return found;
    }

    private static boolean isVariant(Shape shape) {
        return shape instanceof Shape.Struct || shape instanceof Shape.TaggedUnion || shape instanceof Shape.KindUnion;
    }

    private void noteUnion(TypeName union, TypeName variant) {
        unions.computeIfAbsent(variant, key -> new TreeSet<>()).add(union);
    }

    private void noteTag(TypeName union, String tag, Shape.Variant variant) {
        noteUnion(union, variant.type());
        for (TypeName struct : structs(variant.type())) {
            tags.computeIfAbsent(struct, key -> new TreeMap<>())
                    .computeIfAbsent(tag, key -> new TreeSet<>())
                    .add(variant.tagValue());
        }
        if (protocol.definition(variant.type()).shape() instanceof Shape.KindUnion) {
            tags.computeIfAbsent(variant.type(), key -> new TreeMap<>())
                    .computeIfAbsent(tag, key -> new TreeSet<>())
                    .add(variant.tagValue());
        }
    }

    private void collect(TypeName name, Set<TypeName> found, Set<TypeName> seen) {
        if (!seen.add(name)) {
            return;
        }
        Shape shape = protocol.definition(name).shape();
        if (shape instanceof Shape.Struct) {
            found.add(name);
        } else if (shape instanceof Shape.TaggedUnion union) {
            union.variants().forEach(variant -> collect(variant.type(), found, seen));
        } else if (shape instanceof Shape.KindUnion union) {
            objects(union).forEach(variant -> collect(variant, found, seen));
        }
    }
}

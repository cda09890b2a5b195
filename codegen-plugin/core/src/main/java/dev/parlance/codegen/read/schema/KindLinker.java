package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.Alternative;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.Shape.KindUnion;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links unions whose alternatives are told apart by the kind of JSON value, and objects by what they must have. */
final class KindLinker {
    private final Linking linking;
    private final TaggedLinker tagged;

    KindLinker(Linking linking, TaggedLinker tagged) {
        this.linking = linking;
        this.tagged = tagged;
    }

    Shape union(TypeName name, Schema schema, List<Leaf> leaves) {
        boolean open = linking.dialect.open(schema.json());
        Map<JsonKind, List<Leaf>> kinds = new LinkedHashMap<>();
        for (Leaf leaf : leaves) {
            JsonKind kind = kind(leaf);
            if (kind != null) {
                kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(leaf);
            } else if (leaf.schema().isFree()) {
                open = true;
            } else {
                linking.problems.error(
                        leaf.written().at(),
                        "the alternative's kind of value is not said",
                        "write its type, or a tag that all alternatives have");
            }
        }
        List<Alternative> out = new ArrayList<>();
        kinds.forEach((kind, some) -> {
            if (kind == JsonKind.OBJECT) {
                out.addAll(objects(name, schema, some));
            } else {
                out.add(alternative(name, kind, some));
            }
        });
        return out.size() == 1 && !open ? new Shape.Alias(out.get(0).type()) : new KindUnion(List.copyOf(out), open);
    }

    private static @Nullable JsonKind kind(Leaf leaf) {
        Schema schema = leaf.schema();
        boolean object = leaf.flat() != null || (schema.isUnion() && schema.kind() == null);
        return object && !schema.isFree() ? JsonKind.OBJECT : schema.kind();
    }

    private Alternative alternative(TypeName name, JsonKind kind, List<Leaf> leaves) {
        TypeRef type;
        if (leaves.stream().anyMatch(leaf -> leaf.schema().origin().broken())) {
            type = TypeRef.Scalar.ANY;
        } else if (leaves.size() == 1) {
            type = linking.types.type(leaves.get(0).written(), name, name(kind));
        } else if (kind == JsonKind.ARRAY) {
            type = lists(name, leaves);
        } else if (kind == JsonKind.STRING && Enumerations.match(leaves)) {
            Schema first = leaves.get(0).written();
            TypeName text = new TypeName(name.namespace(), name.name() + "Text");
            boolean open = linking.dialect.open(first.json());
            type = new TypeRef.Named(
                    linking.derive(text, first, () -> Enumerations.of(leaves, first.at(), linking, open)));
        } else {
            linking.problems.error(
                    leaves.get(1).written().at(),
                    "nothing tells the alternative from the one at "
                            + leaves.get(0).written().at(),
                    "make them one, or use objects with a tag");
            type = TypeRef.Scalar.ANY;
        }
        String own = type instanceof TypeRef.Named named ? named.name().name() : name(kind);
        return new Alternative(own, type, kind, List.of());
    }

    /** Several lists are one list of what any of them holds: the elements can be told apart, an empty list cannot. */
    private TypeRef lists(TypeName name, List<Leaf> leaves) {
        List<Schema> items = new ArrayList<>();
        for (Leaf leaf : leaves) {
            Schema item = leaf.schema().types().items();
            if (item == null || item.isFree()) {
                return new TypeRef.ListOf(TypeRef.Scalar.ANY);
            }
            items.add(item);
        }
        Schema union = synthetic(leaves.get(0).written().origin(), items);
        return new TypeRef.ListOf(linking.types.orNull(union, name, "item"));
    }

    /** A union that the schema has only in effect. */
    static Schema synthetic(Schema.Origin origin, List<Schema> alternatives) {
        Schema.Types types = new Schema.Types(Set.of(), false, null, null);
        return new Schema(
                new Schema.Origin(origin.json(), origin.at(), false, false),
                types,
                null,
                Schema.Members.NONE,
                List.of(),
                List.copyOf(alternatives));
    }

    private List<Alternative> objects(TypeName name, Schema schema, List<Leaf> leaves) {
        List<Leaf> limited = new ArrayList<>();
        List<Leaf> others = new ArrayList<>();
        leaves.forEach(leaf -> (isLimited(leaf) ? limited : others).add(leaf));
        Tags.Tag tag = others.isEmpty() || limited.isEmpty() ? null : Tags.find(limited, linking);
        ObjectAlternatives objects = new ObjectAlternatives(linking, tagged, TaggedLinker.Frame.NONE);
        if (tag == null || objects.tellsApart(leaves) || others.stream().anyMatch(leaf -> has(leaf, tag.member()))) {
            return objects.link(name, leaves);
        }
        TypeName union = new TypeName(name.namespace(), name.name() + "By" + Names.pascal(tag.member()));
        List<Schema> written = limited.stream().map(Leaf::written).toList();
        linking.derive(union, schema, () -> tagged.union(union, synthetic(schema.origin(), written), tag));
        List<Alternative> out = new ArrayList<>();
        out.add(new Alternative(union.name(), new TypeRef.Named(union), JsonKind.OBJECT, List.of(tag.member())));
        out.addAll(objects.link(name, others));
        return out;
    }

    private static String name(JsonKind kind) {
        return switch (kind) {
            case STRING -> "String";
            case INTEGER -> "Integer";
            case NUMBER -> "Number";
            case BOOLEAN -> "Boolean";
            case ARRAY -> "List";
            case OBJECT -> "Object";
        };
    }

    private static boolean has(Leaf leaf, String member) {
        return leaf.flat() == null || leaf.flat().properties.containsKey(member);
    }

    private boolean isLimited(Leaf leaf) {
        Flat flat = leaf.flat();
        return flat != null
                && flat.required.stream().anyMatch(m -> leaf.limits(m, linking).size() == 1);
    }
}

package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Shape.Keyed;
import dev.parlance.codegen.model.Shape.KeyedUnion;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Links unions whose alternatives are texts and objects with one member, the way Rust writes enums. */
final class KeyedLinker {
    private final Linking linking;

    KeyedLinker(Linking linking) {
        this.linking = linking;
    }

    /** Whether it is one: an object with one member alone proves nothing, so others must be forbidden or texts be there. */
    static boolean match(List<Leaf> leaves) {
        boolean texts = leaves.stream().anyMatch(leaf -> !leaf.texts().isEmpty());
        boolean keyed = leaves.stream().anyMatch(KeyedLinker::isKeyed);
        boolean closed =
                leaves.stream().filter(KeyedLinker::isKeyed).allMatch(l -> l.flat() != null && l.flat().closed);
        return keyed
                && (texts || closed)
                && leaves.stream()
                        .allMatch(leaf -> !leaf.texts().isEmpty()
                                || isKeyed(leaf)
                                || leaf.isPlainObject()
                                || (texts && leaf.isPlainText()));
    }

    private static boolean isKeyed(Leaf leaf) {
        Flat flat = leaf.flat();
        return flat != null
                && flat.properties.size() == 1
                && flat.choices.isEmpty()
                && flat.required.containsAll(flat.properties.keySet());
    }

    KeyedUnion union(TypeName name, Schema schema, List<Leaf> leaves) {
        List<Leaf> texts = leaves.stream().filter(l -> !l.texts().isEmpty()).toList();
        boolean open = leaves.stream().anyMatch(l -> l.isPlainText() || l.isPlainObject());
        List<Keyed> keyed = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Leaf leaf : leaves) {
            Flat flat = leaf.flat();
            if (flat == null || !isKeyed(leaf)) {
                continue;
            }
            Map.Entry<String, Schema> member =
                    flat.properties.entrySet().iterator().next();
            if (!seen.add(member.getKey())) {
                linking.problems.error(
                        leaf.written().at(),
                        "the key '" + member.getKey() + "' is there twice",
                        "write one alternative");
                continue;
            }
            TypeRef type = linking.types.orNull(member.getValue(), name, member.getKey());
            keyed.add(new Keyed(member.getKey(), type, leaf.doc(linking)));
        }
        boolean more = open || linking.dialect.open(schema.json());
        return new KeyedUnion(List.copyOf(Enumerations.values(texts, schema.at(), linking)), List.copyOf(keyed), more);
    }
}

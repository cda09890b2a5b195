package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import java.util.List;

/** Finds out what kind of union it is and hands it to the linker of that kind. */
final class UnionLinker {
    private final Linking linking;
    private final StructLinker structs;
    private final Leaves leaves;
    private final TaggedLinker tagged;
    private final KindLinker kinds;

    UnionLinker(Linking linking, StructLinker structs) {
        this.linking = linking;
        this.structs = structs;
        this.leaves = new Leaves(linking);
        this.tagged = new TaggedLinker(linking, structs);
        this.kinds = new KindLinker(linking, tagged);
    }

    Shape shape(TypeName name, Schema schema) {
        List<Leaf> all = leaves.of(schema, true);
        boolean open = linking.dialect.open(schema.json());
        boolean beside = schema.isUnion()
                && !(schema.members().isEmpty() && schema.parts().isEmpty());
        if (!beside && Enumerations.match(all)) {
            return Enumerations.of(all, schema.at(), linking, open);
        }
        Tags.Tag tag = Tags.find(all, linking);
        if (tag != null) {
            return tagged.union(name, schema, tag);
        }
        if (beside) {
            return structs.struct(name, schema);
        }
        if (schema.alternatives().size() == 1 && all.size() == 1) {
            return new Shape.Alias(linking.types.orNull(schema.alternatives().get(0), name, "value"));
        }
        if (KeyedLinker.match(all)) {
            return new KeyedLinker(linking).union(name, schema, all);
        }
        return kinds.union(name, schema, leaves.of(schema, false));
    }
}

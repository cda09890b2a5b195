package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.List;

/** Decides what a definition is and hands it to the linker of that shape. */
final class ShapeLinker {
    private final Linking linking;
    final StructLinker structs;
    private final UnionLinker unions;

    ShapeLinker(Linking linking) {
        this.linking = linking;
        this.structs = new StructLinker(linking);
        this.unions = new UnionLinker(linking, structs);
    }

    /** The shape of a named schema; one that allows null is an alias, so that its name means the same everywhere. */
    Shape shape(TypeName name, Schema schema) {
        if (schema.nullable() && !schema.isFree()) {
            return new Shape.Alias(linking.types.orNull(schema, name, "value"));
        }
        return inline(name, schema);
    }

    /** The shape of the values that are not null. */
    Shape inline(TypeName name, Schema schema) {
        List<String> texts = schema.types().texts();
        if (texts != null && !schema.origin().broken()) {
            return Enumerations.of(texts, linking.dialect.open(schema.json()));
        }
        if (schema.isUnion() || schema.types().kinds().size() > 1) {
            return unions.shape(name, schema);
        }
        if (schema.ref() == null && schema.wrapped() == null && isStruct(schema)) {
            return structs.struct(name, schema);
        }
        TypeRef target = linking.types.orNull(schema, name, "");
        return new Shape.Alias(target);
    }

    /** A named object of which nothing more is said is one without members: params and results are often that. */
    private static boolean isStruct(Schema schema) {
        boolean map =
                schema.members().properties().isEmpty() && schema.members().rest() != null;
        return (schema.isObject() && !map) || !schema.parts().isEmpty();
    }
}

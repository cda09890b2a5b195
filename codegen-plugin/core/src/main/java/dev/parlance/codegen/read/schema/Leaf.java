package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a union, looked through its reference.
 *
 * @param written as it stands in the union
 * @param schema what it refers to; the same where it refers to nothing
 * @param ref the definition it refers to; null where it is inline
 * @param flat its members, where it is an object
 */
record Leaf(
        Schema written,
        Schema schema,
        @Nullable TypeName ref,
        @Nullable Flat flat) {
    boolean isPlainText() {
        return schema.kind() == JsonKind.STRING && schema.types().texts() == null && ref == null;
    }

    /** An object of which nothing is said. */
    boolean isPlainObject() {
        return ref == null
                && schema.kind() == JsonKind.OBJECT
                && schema.parts().isEmpty()
                && schema.members().properties().isEmpty()
                && !schema.members().closed();
    }

    boolean isMap() {
        return flat != null && flat.properties.isEmpty() && flat.rest != null;
    }

    List<String> texts() {
        List<String> texts = schema.types().texts();
        return texts == null ? List.of() : texts;
    }

    /** The texts that a member is limited to, where it must be there; empty where it is not limited. */
    List<String> limits(String member, Linking linking) {
        Schema declared = flat == null || !flat.required.contains(member) ? null : flat.properties.get(member);
        return declared == null || linking.nullable(declared) ? List.of() : listed(linking.resolve(declared));
    }

    /** The values of an enumeration, also of one that documents each value as an alternative of its own. */
    private static List<String> listed(Schema schema) {
        List<String> texts = schema.types().texts();
        if (texts != null) {
            return texts;
        }
        List<String> documented = new ArrayList<>();
        for (Schema alternative : schema.alternatives()) {
            List<String> values = alternative.types().texts();
            if (values == null) {
                return List.of();
            }
            documented.addAll(values);
        }
        return documented;
    }

    /** Description of the alternative, or else of what it refers to. */
    Doc doc(Linking linking) {
        Doc own = linking.doc(written);
        return own.text().isEmpty() && ref != null ? linking.doc(schema) : own;
    }
}

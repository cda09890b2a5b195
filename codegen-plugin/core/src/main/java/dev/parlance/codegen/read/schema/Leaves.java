package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the alternatives of a union, through unions of unions. */
final class Leaves {
    private static final int MAX_LEAVES = 1_000;
    private static final int MAX_DEPTH = 100;

    private final Linking linking;

    Leaves(Linking linking) {
        this.linking = linking;
    }

    /**
     * The alternatives.
     *
     * @param through whether also to go through inner unions that have a tag of their own
     */
    List<Leaf> of(Schema union, boolean through) {
        List<Leaf> out = new ArrayList<>();
        Deque<TypeName> path = new ArrayDeque<>();
        expand(union, through, path, out);
        if (out.size() > MAX_LEAVES) {
            linking.problems.error(
                    union.at(), "the union has more than " + MAX_LEAVES + " alternatives", "split the union");
        }
        return out;
    }

    private void expand(Schema union, boolean through, Deque<TypeName> path, List<Leaf> out) {
        if (!union.isUnion()) {
            split(union, union, null, out);
            return;
        }
        for (Schema written : union.alternatives()) {
            if (out.size() > MAX_LEAVES || linking.isExhausted(written.at())) {
                return;
            }
            TypeName ref = reference(written);
            Schema schema = linking.resolve(written);
            if (path.size() > MAX_DEPTH) {
                linking.problems.error(
                        written.at(), "unions nested deeper than " + MAX_DEPTH + " levels", "flatten them");
                return;
            }
            if (ref != null && path.contains(ref)) {
                linking.problems.error(written.at(), "'" + ref + "' is an alternative of itself", "break the circle");
            } else if (isInnerUnion(schema) && (through || keep(schema))) {
                path.push(ref == null ? TypeName.of("") : ref);
                expand(schema, through, path, out);
                path.pop();
            } else {
                split(written, schema, ref, out);
            }
        }
    }

    private static boolean isInnerUnion(Schema schema) {
        return schema.isUnion()
                && schema.members().isEmpty()
                && schema.parts().isEmpty()
                && !schema.alternatives().stream()
                        .allMatch(inner -> inner.types().texts() != null);
    }

    /** An inner union without a tag is opened; one that has a tag stays a type. */
    private boolean keep(Schema inner) {
        List<Leaf> leaves = new ArrayList<>();
        expand(inner, true, new ArrayDeque<>(), leaves);
        return Tags.find(leaves, linking) == null;
    }

    private void split(Schema written, Schema schema, @Nullable TypeName ref, List<Leaf> out) {
        Set<JsonKind> kinds = schema.types().kinds();
        if (kinds.size() < 2) {
            out.add(new Leaf(written, schema, ref, flat(schema)));
            return;
        }
        for (JsonKind kind : kinds) {
            Schema.Types types =
                    new Schema.Types(Set.of(kind), false, null, schema.types().items());
            Schema.Members members = kind == JsonKind.OBJECT ? schema.members() : Schema.Members.NONE;
            Schema one = new Schema(schema.origin(), types, null, members, List.of(), List.of());
            out.add(new Leaf(one, one, null, flat(one)));
        }
    }

    private @Nullable Flat flat(Schema schema) {
        boolean object = schema.isObject() || !schema.parts().isEmpty();
        return object && !schema.origin().broken() ? new Flattener(linking, new Problems()).all(schema) : null;
    }

    /** The last name on the way to the schema that says something. */
    private @Nullable TypeName reference(Schema schema) {
        TypeName last = null;
        Schema at = schema;
        for (int steps = 0; steps < 100 && at != null; steps++) {
            TypeName ref = at.ref();
            last = ref == null ? last : ref;
            at = ref == null ? at.wrapped() : linking.schemas.get(ref);
        }
        return last;
    }
}

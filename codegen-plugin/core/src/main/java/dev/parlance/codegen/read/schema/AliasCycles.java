package dev.parlance.codegen.read.schema;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds names that only stand for each other; a circle through an object, list or map is fine. */
final class AliasCycles {
    private final Map<TypeName, Definition> definitions;
    private final Problems problems;
    private final Set<TypeName> settled = new HashSet<>();

    AliasCycles(Map<TypeName, Definition> definitions, Problems problems) {
        this.definitions = definitions;
        this.problems = problems;
    }

    void report() {
        for (Definition definition : definitions.values()) {
            Set<TypeName> path = new HashSet<>();
            TypeName at = definition.name();
            while (at != null && !settled.contains(at) && path.add(at)) {
                at = target(at);
            }
            if (at != null && path.contains(at)) {
                problems.error(
                        definition.location(),
                        "'" + definition.name() + "' only stands for another name that stands for it",
                        "say what its values are");
            }
            settled.addAll(path);
        }
    }

    private @Nullable TypeName target(TypeName name) {
        Definition definition = definitions.get(name);
        if (definition == null || !(definition.shape() instanceof Shape.Alias alias)) {
            return null;
        }
        TypeRef target = alias.target() instanceof TypeRef.OrNull nullable ? nullable.type() : alias.target();
        return target instanceof TypeRef.Named named ? named.name() : null;
    }
}

package dev.parlance.codegen.beans;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds aliases that lead to themselves: {@code Tree} is a list of {@code Tree}. A bean's member gets the type that an alias
 * stands for, and such a one stands for nothing that can be written down.
 */
final class AliasLoops {
    private final Protocol protocol;
    private final Set<TypeName> open = new HashSet<>();
    private final Set<TypeName> done = new HashSet<>();

    AliasLoops(Protocol protocol) {
        this.protocol = protocol;
    }

    /** True where there is none; each is noted. */
    boolean check(Problems problems) {
        boolean fine = true;
        for (Definition definition : protocol.definitions().values()) {
            if (definition.shape() instanceof Shape.Alias && loops(definition.name())) {
                fine = false;
                problems.error(
                        definition.location(),
                        "the type " + definition.name() + " is another name for something that holds itself",
                        "make it an object, or use the style records, where it has a type of its own");
            }
        }
        return fine;
    }

    private boolean loops(TypeName name) {
        if (done.contains(name) || !(protocol.definition(name).shape() instanceof Shape.Alias alias)) {
            return false;
        }
        if (!open.add(name)) {
            return true;
        }
        boolean found = loops(alias.target());
        open.remove(name);
        if (!found) {
            done.add(name);
        }
        return found;
    }

    private boolean loops(TypeRef ref) {
        if (ref instanceof TypeRef.Named named) {
            return loops(named.name());
        } else if (ref instanceof TypeRef.ListOf list) {
            return loops(list.element());
        } else if (ref instanceof TypeRef.MapOf map) {
            return loops(map.value());
        }
        return ref instanceof TypeRef.OrNull orNull && loops(orNull.type());
    }
}

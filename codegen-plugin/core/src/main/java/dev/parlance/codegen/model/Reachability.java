package dev.parlance.codegen.model;

import dev.parlance.codegen.model.TypeRef.ListOf;
import dev.parlance.codegen.model.TypeRef.MapOf;
import dev.parlance.codegen.model.TypeRef.Named;
import dev.parlance.codegen.model.TypeRef.OrNull;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which definitions are needed. For pruning what no method uses.
 *
 * <pre>{@code
 * SortedSet<TypeName> kept = Reachability.from(protocol);
 * }</pre>
 */
public final class Reachability {
    private Reachability() {}

    /** All definitions that the protocol's methods and errors lead to. Ignores names that are not defined. */
    public static SortedSet<TypeName> from(Protocol protocol) {
        SortedSet<TypeName> roots = roots(protocol.methods());
        protocol.errors().forEach(error -> name(error.data(), roots));
        return from(protocol, roots);
    }

    /** The params and results of these methods. */
    public static SortedSet<TypeName> roots(Collection<RpcMethod> methods) {
        SortedSet<TypeName> roots = new TreeSet<>();
        for (RpcMethod method : methods) {
            RpcMethod.Params params = method.params();
            TypeName result = method.result();
            if (params != null) {
                roots.add(params.type());
            }
            if (result != null) {
                roots.add(result);
            }
        }
        return roots;
    }

    /** All definitions that these lead to, with themselves. Ignores names that are not defined. */
    public static SortedSet<TypeName> from(Protocol protocol, Collection<TypeName> roots) {
        TreeSet<TypeName> reached = new TreeSet<>();
        Deque<TypeName> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            TypeName next = open.remove();
            Definition definition = protocol.definitions().get(next);
            if (definition != null && reached.add(next)) {
                open.addAll(namedBy(definition.shape()));
            }
        }
        return reached;
    }

    /** The definitions that a shape names itself. */
    public static SortedSet<TypeName> namedBy(Shape shape) {
        TreeSet<TypeName> out = new TreeSet<>();
        if (shape instanceof Shape.Struct struct) {
            struct.properties().forEach(p -> name(p.type(), out));
            name(struct.rest(), out);
        } else if (shape instanceof Shape.Alias alias) {
            name(alias.target(), out);
        } else if (shape instanceof Shape.TaggedUnion union) {
            union.variants().forEach(v -> out.add(v.type()));
            properties(union.shared(), out);
        } else if (shape instanceof Shape.KeyedUnion union) {
            union.keyed().forEach(k -> name(k.type(), out));
        } else if (shape instanceof Shape.KindUnion union) {
            union.alternatives().forEach(a -> name(a.type(), out));
        }
        return out;
    }

    private static void properties(List<Property> properties, Collection<TypeName> out) {
        properties.forEach(p -> name(p.type(), out));
    }

    private static void name(@Nullable TypeRef type, Collection<TypeName> out) {
        TypeRef inner = type;
        while (inner != null && !(inner instanceof Scalar)) {
            if (inner instanceof Named named) {
                out.add(named.name());
                return;
            }
            inner = element(inner);
        }
    }

    private static @Nullable TypeRef element(TypeRef type) {
        if (type instanceof ListOf list) {
            return list.element();
        }
        if (type instanceof MapOf map) {
            return map.value();
        }
        return type instanceof OrNull nullable ? nullable.type() : null;
    }
}

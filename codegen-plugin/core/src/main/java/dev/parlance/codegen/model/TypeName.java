package dev.parlance.codegen.model;

import java.util.Comparator;

/**
 * Name of a definition as the schema has it: {@code new TypeName("v2", "Thread")}.
 *
 * @param namespace empty for the root
 * @param name never empty; any text at all, emitters make identifiers of it
 */
public record TypeName(String namespace, String name) implements Comparable<TypeName> {
    private static final Comparator<TypeName> ORDER =
            Comparator.comparing(TypeName::namespace).thenComparing(TypeName::name);

    /** A name in the root namespace. */
    public static TypeName of(String name) {
        return new TypeName("", name);
    }

    @Override
    public int compareTo(TypeName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}

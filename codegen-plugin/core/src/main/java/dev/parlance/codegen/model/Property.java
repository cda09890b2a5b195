package dev.parlance.codegen.model;

import org.jspecify.annotations.Nullable;

/**
 * A member of an object.
 *
 * @param name on the wire
 * @param required true where it must be there
 * @param nullness whether and how null is allowed
 * @param defaultValue the documented default as JSON text; null for none. Never applied by bindings, only documented
 * @param unit of a number, say {@code milliseconds}; null for none said
 */
public record Property(
        String name,
        TypeRef type,
        boolean required,
        Nullness nullness,
        @Nullable String defaultValue,
        @Nullable String unit,
        Doc doc,
        Location location) {

    /** What null means in a member. */
    public enum Nullness {
        /** Null is not allowed. */
        NEVER,
        /** Null is allowed and, in an optional member, means the same as absence. */
        SAME_AS_ABSENT,
        /** Null is allowed and says something else than absence: it clears. */
        CLEARS
    }
}

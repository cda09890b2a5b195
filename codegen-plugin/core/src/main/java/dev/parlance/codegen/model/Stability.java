package dev.parlance.codegen.model;

/** What the schema promises of a method, type, member or value: {@code Stability.EXPERIMENTAL}. */
public enum Stability {
    /** Kept until the next major version. */
    STABLE,
    /** May change or vanish; needs an opt-in. */
    EXPERIMENTAL,
    /** Announced to be removed. */
    DEPRECATED
}

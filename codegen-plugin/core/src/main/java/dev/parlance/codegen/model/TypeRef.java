package dev.parlance.codegen.model;

/** The type of a member, an element or an alias: {@code new TypeRef.ListOf(TypeRef.Scalar.STRING)}. */
public sealed interface TypeRef {
    /** One of the protocol's definitions. */
    record Named(TypeName name) implements TypeRef {}

    /** A JSON array. */
    record ListOf(TypeRef element) implements TypeRef {}

    /** A JSON object used as a map from text. */
    record MapOf(TypeRef value) implements TypeRef {}

    /** A value or JSON null, where null is not the absence of a member: elements of lists, values of maps, aliases. */
    record OrNull(TypeRef type) implements TypeRef {}

    /** What has no structure of its own. */
    enum Scalar implements TypeRef {
        /** Text. */
        STRING,
        /** True or false. */
        BOOLEAN,
        /** An integer that fits 32 bits signed. */
        INT32,
        /** An integer that fits 64 bits signed (also unsigned ones of 32 bits). */
        INT64,
        /** Any integer. */
        BIG_INTEGER,
        /** A number that may have a fraction. */
        NUMBER,
        /** Any JSON object: the schema says no more. */
        ANY_OBJECT,
        /** Any JSON value: the schema says no more. */
        ANY
    }
}

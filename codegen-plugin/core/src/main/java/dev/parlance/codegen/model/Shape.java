package dev.parlance.codegen.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the values of a definition look like. Emitters have one class for each. */
public sealed interface Shape {
    /**
     * An object with known members.
     *
     * @param properties in the order of the schema; without the tag where it is a variant
     * @param choices groups of members of which an object has one (serde's untagged enum flattened into a struct): each
     *     inner list is one alternative's required members; empty for none. The members themselves stand in
     *     {@code properties} as not required
     * @param closed true where other members are forbidden
     * @param rest type of members that are not declared; null where the schema says nothing of them
     */
    record Struct(
            List<Property> properties,
            List<List<String>> choices,
            boolean closed,
            @Nullable TypeRef rest) implements Shape {}

    /**
     * Another name for a type: {@code AbsolutePathBuf} is a string. Also what makes a named type of a method's result that
     * is a list, say.
     *
     * @param target never {@link TypeRef.Scalar#ANY} where the schema says more
     */
    record Alias(TypeRef target) implements Shape {}

    /**
     * A set of texts.
     *
     * @param open true where values that are not listed may come and must be kept
     */
    record Enumeration(List<EnumValue> values, boolean open) implements Shape {}

    /**
     * One value of an enumeration, or the text form of a keyed union.
     *
     * @param wire the text itself
     */
    record EnumValue(String wire, Doc doc) {}

    /**
     * Objects told apart by a member: {@code {"type":"userMessage",…}}.
     *
     * @param tag name of that member
     * @param shared members that every variant has; they also stand in each variant's properties
     * @param open true where tags that are not listed may come and must be kept
     */
    record TaggedUnion(String tag, List<Variant> variants, List<Property> shared, boolean open) implements Shape {}

    /**
     * A variant of a tagged union.
     *
     * @param tagValue value of the tag
     * @param type a definition that is a {@link Struct} without the tag, or a {@link KindUnion} of such structs where one
     *     tag value covers several shapes (told apart by required members)
     */
    record Variant(String tagValue, TypeName type) {}

    /**
     * A Rust enum tagged from the outside: {@code "never"} or {@code {"granular":{…}}}.
     *
     * @param values the forms that are texts
     * @param keyed the forms that are objects with one member
     * @param open true where other texts and other single-member objects may come and must be kept
     */
    record KeyedUnion(List<EnumValue> values, List<Keyed> keyed, boolean open) implements Shape {}

    /** One object form of a keyed union: the member's name and the type of its value. */
    record Keyed(String key, TypeRef type, Doc doc) {}

    /**
     * Alternatives told apart by the kind of JSON value, and objects among them by the members they must have.
     *
     * @param alternatives tried in this order; at most one for each kind but objects
     * @param open true where values that fit no alternative may come and must be kept
     */
    record KindUnion(List<Alternative> alternatives, boolean open) implements Shape {}

    /**
     * One alternative of a kind union.
     *
     * @param name names the alternative where it has no definition of its own, say {@code String} or {@code List}
     * @param kind the JSON kind of its values
     * @param requiredKeys for objects: the members that tell it from the other object alternatives; else empty
     */
    record Alternative(String name, TypeRef type, JsonKind kind, List<String> requiredKeys) {}

    /** The kinds of JSON value that a reader can tell apart by the first character. */
    enum JsonKind {
        /** Text. */
        STRING,
        /** Integer. */
        INTEGER,
        /** Number with a fraction. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** Array. */
        ARRAY,
        /** Object. */
        OBJECT
    }
}

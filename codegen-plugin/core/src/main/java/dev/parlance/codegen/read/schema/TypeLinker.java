package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.math.BigDecimal;
import java.util.Objects;

/** Schema in, type out; what needs a definition gets one, called after its owner and its role there. */
final class TypeLinker {
    private final Linking linking;

    TypeLinker(Linking linking) {
        this.linking = linking;
    }

    /** The type with null, where the schema itself allows it: for elements, map values and aliases. */
    TypeRef orNull(Schema schema, TypeName owner, String role) {
        TypeRef type = type(schema, owner, role);
        boolean nullable = false;
        for (Schema s = schema; s != null; s = s.wrapped()) {
            nullable |= s.nullable();
        }
        return nullable && type != Scalar.ANY ? new TypeRef.OrNull(type) : type;
    }

    /**
     * The type without null: for members.
     *
     * @param role what the value is in its owner, a member's name say; empty for the owner itself
     */
    TypeRef type(Schema schema, TypeName owner, String role) {
        TypeName ref = schema.ref();
        if (ref != null) {
            return linking.named(ref);
        }
        Schema wrapped = schema.wrapped();
        if (wrapped != null) {
            return type(wrapped, owner, role);
        }
        if (schema.isFree()) {
            return Scalar.ANY;
        }
        if (schema.isNullOnly()) {
            linking.problems.error(
                    schema.at(), "null is the only value", "remove the member, or say which values it has");
            return Scalar.ANY;
        }
        if (needsDefinition(schema)) {
            TypeName name = new TypeName(owner.namespace(), owner.name() + (role.isEmpty() ? "" : Names.pascal(role)));
            return new TypeRef.Named(linking.derive(name, schema, () -> linking.shapes.inline(name, schema)));
        }
        return simple(schema, owner, role);
    }

    private static boolean needsDefinition(Schema schema) {
        boolean object = schema.isObject()
                && (!schema.members().properties().isEmpty() || schema.members().closed());
        boolean kinds = schema.types().kinds().size() > 1;
        return schema.types().texts() != null
                || schema.isUnion()
                || !schema.parts().isEmpty()
                || object
                || kinds;
    }

    private TypeRef simple(Schema schema, TypeName owner, String role) {
        JsonKind kind = Objects.requireNonNull(schema.kind(), "several kinds get a definition, none is free");
        return switch (kind) {
            case STRING -> Scalar.STRING;
            case BOOLEAN -> Scalar.BOOLEAN;
            case NUMBER -> number(schema);
            case INTEGER -> integer(schema);
            case ARRAY -> list(schema, owner, role);
            case OBJECT -> map(schema, owner, role);
        };
    }

    private TypeRef list(Schema schema, TypeName owner, String role) {
        Schema items = schema.types().items();
        return new TypeRef.ListOf(items == null ? Scalar.ANY : orNull(items, owner, role + " item"));
    }

    private TypeRef map(Schema schema, TypeName owner, String role) {
        Schema rest = schema.members().rest();
        if (rest == null || rest.isFree()) {
            return Scalar.ANY_OBJECT;
        }
        return new TypeRef.MapOf(orNull(rest, owner, role + " value"));
    }

    private TypeRef number(Schema schema) {
        String format = schema.json().path("format").asText("");
        if (!format.isEmpty() && !format.equals("double") && !format.equals("float")) {
            format(schema, format);
        }
        return Scalar.NUMBER;
    }

    /** Without a format the bounds decide; without bounds it is 64 bits, which is what users expect of an integer. */
    private TypeRef integer(Schema schema) {
        String format = schema.json().path("format").asText("");
        return switch (format) {
            case "int8", "int16", "int32", "uint8", "uint16" -> Scalar.INT32;
            case "int64", "uint32" -> Scalar.INT64;
            case "uint64", "uint", "int128", "uint128" -> Scalar.BIG_INTEGER;
            // Rust's isize, 64 bits on every machine that runs a server.
            case "int" -> Scalar.INT64;
            case "" -> byBounds(schema.json());
            default -> {
                format(schema, format);
                yield Scalar.BIG_INTEGER;
            }
        };
    }

    private void format(Schema schema, String format) {
        linking.problems.error(
                schema.at().at("format"),
                "unknown number format '" + format + "'",
                "use int32, int64, uint64 or double");
    }

    private static Scalar byBounds(JsonNode json) {
        BigDecimal min = bound(json, "minimum", "exclusiveMinimum");
        BigDecimal max = bound(json, "maximum", "exclusiveMaximum");
        if (within(min, max, Integer.MIN_VALUE, Integer.MAX_VALUE) && bounded(json)) {
            return Scalar.INT32;
        }
        return within(min, max, Long.MIN_VALUE, Long.MAX_VALUE) ? Scalar.INT64 : Scalar.BIG_INTEGER;
    }

    private static boolean bounded(JsonNode json) {
        return (json.has("minimum") || json.has("exclusiveMinimum"))
                && (json.has("maximum") || json.has("exclusiveMaximum"));
    }

    private static BigDecimal bound(JsonNode json, String inclusive, String exclusive) {
        JsonNode value = json.has(inclusive) ? json.get(inclusive) : json.path(exclusive);
        return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    }

    private static boolean within(BigDecimal min, BigDecimal max, long low, long high) {
        return min.compareTo(BigDecimal.valueOf(low)) >= 0 && max.compareTo(BigDecimal.valueOf(high)) <= 0;
    }
}

package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed schema: every keyword checked, the three spellings of "or null" made one, references resolved to names. Not yet
 * linked.
 *
 * @param ref set only where the schema is nothing but a reference
 * @param parts {@code allOf}, and a reference that has structure beside it
 * @param alternatives {@code oneOf} or {@code anyOf} without null; empty where it is no union
 */
record Schema(
        Origin origin,
        Types types,
        @Nullable TypeName ref,
        Members members,
        List<Schema> parts,
        List<Schema> alternatives) {

    /**
     * Where a schema comes from.
     *
     * @param broken true where a problem was noted: consequences of it need no report
     * @param excludes true where {@code not} takes the values of the sibling alternatives out: a catch-all
     */
    record Origin(JsonNode json, Location at, boolean broken, boolean excludes) {}

    /**
     * What {@code type}, {@code enum} and {@code items} say.
     *
     * @param kinds without null; empty where nothing is said
     * @param texts the listed values; null where none are listed
     */
    record Types(
            Set<JsonKind> kinds,
            boolean nullable,
            @Nullable List<String> texts,
            @Nullable Schema items) {}

    /**
     * What the keywords of objects say.
     *
     * @param rest schema of members that are not declared; null where nothing is said or they are forbidden
     */
    record Members(
            Map<String, Schema> properties,
            Set<String> required,
            @Nullable Schema rest,
            boolean closed) {
        static final Members NONE = new Members(Map.of(), Set.of(), null, false);

        boolean isEmpty() {
            return properties.isEmpty() && required.isEmpty() && rest == null && !closed;
        }
    }

    Location at() {
        return origin.at();
    }

    JsonNode json() {
        return origin.json();
    }

    boolean nullable() {
        return types.nullable();
    }

    boolean isUnion() {
        return !alternatives.isEmpty();
    }

    /** Says nothing about its values, or says it in a way that was already reported. */
    boolean isFree() {
        return origin.broken()
                || (types.kinds().isEmpty() && !types.nullable() && types.texts() == null && !hasStructure());
    }

    /** Allows null and nothing else. */
    boolean isNullOnly() {
        return types.nullable() && types.kinds().isEmpty() && types.texts() == null && !hasStructure();
    }

    /** The schema this one only adds a description, a default or null to; null where it says more itself. */
    @Nullable
    Schema wrapped() {
        boolean bare = types.kinds().isEmpty() && types.texts() == null && ref == null && members.isEmpty();
        return bare && parts.size() == 1 && alternatives.isEmpty() && !origin.broken() ? parts.get(0) : null;
    }

    /** Has or may have members: an object, or what is merged into one. */
    boolean isObject() {
        return types.kinds().equals(Set.of(JsonKind.OBJECT)) || (types.kinds().isEmpty() && !members.isEmpty());
    }

    /** The one kind that was said; null for none or several. */
    @Nullable
    JsonKind kind() {
        if (types.kinds().size() == 1) {
            return types.kinds().iterator().next();
        }
        if (types.kinds().isEmpty() && types.texts() != null) {
            return JsonKind.STRING;
        }
        if (types.kinds().isEmpty() && !members.isEmpty()) {
            return JsonKind.OBJECT;
        }
        return types.items() == null ? null : JsonKind.ARRAY;
    }

    private boolean hasStructure() {
        return ref != null
                || !members.isEmpty()
                || !parts.isEmpty()
                || !alternatives.isEmpty()
                || types.items() != null;
    }
}

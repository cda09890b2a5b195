package dev.parlance.codegen.read.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses and checks one schema with all that stands inside it; references are resolved to names but not followed. */
final class SchemaParser {
    /** Real schemas stay under ten; deeper ones only serve to exhaust the stack. */
    private static final int MAX_NESTING = 200;

    final Problems problems;
    private final RefResolver refs;
    private final SchemaDialect dialect;

    SchemaParser(RefResolver refs, SchemaDialect dialect, Problems problems) {
        this.refs = refs;
        this.dialect = dialect;
        this.problems = problems;
    }

    Schema parse(NamedSchema schema) {
        return parse(schema.json(), schema.location(), 0);
    }

    Schema parse(JsonNode json, Location at, int depth) {
        if (json.isBoolean() && json.booleanValue()) {
            return leaf(json, at, false);
        }
        if (depth > MAX_NESTING) {
            problems.error(at, "nested deeper than " + MAX_NESTING + " levels", "give inner parts names of their own");
            return leaf(json, at, true);
        }
        if (!json.isObject()) {
            boolean nothing = json.isBoolean();
            problems.error(
                    at,
                    nothing
                            ? "false allows no value at all"
                            : "a schema must be an object or true, not " + kindOf(json),
                    nothing ? "remove the member, or say which values it has" : "write a schema");
            return leaf(json, at, true);
        }
        return new Reading(this, json, at, depth).schema();
    }

    /** Notes keywords that are not understood; true where there were any. */
    boolean unknownKeywords(JsonNode json, Location at) {
        boolean any = false;
        for (var field : json.properties()) {
            String keyword = field.getKey();
            if (!Keywords.known(keyword, dialect.annotations())) {
                problems.error(at.at(keyword), "unsupported keyword '" + keyword + "'", Keywords.remedy(keyword));
                any = true;
            }
        }
        return any;
    }

    @Nullable
    TypeName resolve(String ref, Location at) {
        TypeName name = refs.resolve(ref, at);
        if (name == null) {
            problems.error(
                    at.at("$ref"),
                    "$ref '" + ref + "' leads out of the schema's definitions",
                    "refer to a definition of the same schema");
        }
        return name;
    }

    private static Schema leaf(JsonNode json, Location at, boolean broken) {
        return new Schema(
                new Schema.Origin(json, at, broken, false),
                new Schema.Types(Set.of(), false, null, null),
                null,
                Schema.Members.NONE,
                List.of(),
                List.of());
    }

    static String kindOf(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            default -> "null";
        };
    }

    static @Nullable JsonKind jsonKind(String type) {
        return switch (type) {
            case "string" -> JsonKind.STRING;
            case "integer" -> JsonKind.INTEGER;
            case "number" -> JsonKind.NUMBER;
            case "boolean" -> JsonKind.BOOLEAN;
            case "array" -> JsonKind.ARRAY;
            case "object" -> JsonKind.OBJECT;
            default -> null;
        };
    }
}

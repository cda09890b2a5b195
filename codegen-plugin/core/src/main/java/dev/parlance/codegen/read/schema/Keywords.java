package dev.parlance.codegen.read.schema;

import java.util.Map;
import java.util.Set;

/** Which keywords are understood, and what to write in place of those that are not. */
final class Keywords {
    /** They make types. */
    static final Set<String> STRUCTURE = Set.of(
            "$ref",
            "type",
            "enum",
            "const",
            "properties",
            "required",
            "items",
            "additionalProperties",
            "oneOf",
            "anyOf",
            "allOf",
            "format",
            "not",
            "unevaluatedProperties");

    /** They describe values and leave their type alone. */
    private static final Set<String> HARMLESS = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "$comment",
            "$schema",
            "x-unit");

    /** They say something only of values of one kind. */
    static final Set<String> LIMITS = Set.of(
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "contentEncoding",
            "contentMediaType");

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("if", "write the cases as a oneOf with a tag"),
            Map.entry("then", "write the cases as a oneOf with a tag"),
            Map.entry("else", "write the cases as a oneOf with a tag"),
            Map.entry("patternProperties", "use additionalProperties for a map"),
            Map.entry("propertyNames", "describe the names in the description"),
            Map.entry("dependencies", "write the cases as a oneOf with a tag"),
            Map.entry("dependentRequired", "write the cases as a oneOf with a tag"),
            Map.entry("dependentSchemas", "write the cases as a oneOf with a tag"),
            Map.entry("prefixItems", "use an object with named members in place of a tuple"),
            Map.entry("additionalItems", "use an object with named members in place of a tuple"),
            Map.entry("contains", "describe it in the description"),
            Map.entry("unevaluatedItems", "use items"),
            Map.entry("$defs", "move the definitions to the top of the document"),
            Map.entry("definitions", "move the definitions to the top of the document"),
            Map.entry("$id", "refer by place in the document, not by identifier"),
            Map.entry("id", "refer by place in the document, not by identifier"),
            Map.entry("$anchor", "refer by place in the document, not by anchor"),
            Map.entry("$dynamicRef", "use $ref"),
            Map.entry("$dynamicAnchor", "use $ref"),
            Map.entry("$recursiveRef", "use $ref"),
            Map.entry("nullable", "add null to the type"));

    private Keywords() {}

    static boolean known(String keyword, Set<String> annotations) {
        return STRUCTURE.contains(keyword)
                || HARMLESS.contains(keyword)
                || LIMITS.contains(keyword)
                || annotations.contains(keyword);
    }

    static String remedy(String keyword) {
        return REMEDIES.getOrDefault(keyword, "remove it, or read the schema with the dialect it is written in");
    }
}

package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * One schema in canonical form: what it says about the JSON it accepts, whatever spelling it says it in.
 *
 * @param definition the definition it was reached by, empty where it stands inline
 * @param facts type, nullness, format, bounds and default by keyword; {@code null} is {@code allowed} or absent
 * @param values what an enum or constant allows, empty where anything of the type goes
 * @param children by step: {@code /member}, {@code []} for items, <code>{}</code> for map values, {@code |key} for the
 *     alternatives of a union
 */
record Shape(
        String definition,
        SortedMap<String, String> facts,
        SortedSet<String> values,
        SortedMap<String, Child> children) {
    /**
     * A schema inside a schema; not in canonical form yet, so that recursive schemas end.
     *
     * @param required false for an optional member
     */
    record Child(JsonNode schema, boolean required) {}
}

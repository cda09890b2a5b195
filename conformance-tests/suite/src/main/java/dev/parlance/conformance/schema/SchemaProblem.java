package dev.parlance.conformance.schema;

/**
 * A place where a value deviates from its schema.
 *
 * <pre>{@code
 * new SchemaProblem(SchemaRule.ENUM_VALUES, "/turn/status", "one of completed, failed", "\"done\"")
 * }</pre>
 *
 * @param rule the rule that is broken
 * @param path JSON Pointer from the value that was judged
 * @param expected what the schema wants there
 * @param seen what is there, shortened
 */
public record SchemaProblem(SchemaRule rule, String path, String expected, String seen) {}

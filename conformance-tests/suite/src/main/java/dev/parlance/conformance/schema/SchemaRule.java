package dev.parlance.conformance.schema;

/**
 * The rules that a value by itself can break.
 *
 * <pre>{@code
 * SchemaRule.ENUM_VALUES.id()   // "SCH-3"
 * }</pre>
 */
public enum SchemaRule {
    REQUIRED("SCH-1"),
    NULLNESS("SCH-2"),
    ENUM_VALUES("SCH-3"),
    DISCRIMINATOR("SCH-4"),
    EXCLUSIVE("SCH-5"),
    INTEGERS("SCH-6"),
    INSTANTS("SCH-7"),
    ABSOLUTE_PATHS("SCH-8"),
    MISSPELT("SCH-9"),
    EMPTY_RESULT("SCH-10"),
    BASE64("SCH-11"),
    CLOSED("SCH-12"),
    EXPERIMENTAL("CAP-3"),
    /** Members that an open object does not declare: harmless from a server, noticed in a client's params. */
    UNDECLARED("CLI-21");

    private final String id;

    SchemaRule(String id) {
        this.id = id;
    }

    /** Id in the rule book. */
    public String id() {
        return id;
    }
}

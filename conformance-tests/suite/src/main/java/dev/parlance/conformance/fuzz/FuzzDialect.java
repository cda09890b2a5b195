package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.schema.SchemaRule;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What of a subject's choices the judge of a fuzzing run has to know.
 *
 * <pre>{@code
 * FuzzDialect dialect = FuzzDialect.of(subject.dialect(), subject.passiveDialect());
 * }</pre>
 *
 * @param passive for the passive rules
 * @param refusalCodes codes with which a request may be refused for what it is; -32603 is never one of them
 * @param unknownMethodCodes codes for a method that does not exist
 * @param strict deviations of params from their schema that must be refused
 */
public record FuzzDialect(
        Dialect passive, Set<Integer> refusalCodes, Set<Integer> unknownMethodCodes, Set<SchemaRule> strict) {
    private static final Set<SchemaRule> ALL_STRICT = EnumSet.of(
            SchemaRule.REQUIRED,
            SchemaRule.NULLNESS,
            SchemaRule.ENUM_VALUES,
            SchemaRule.DISCRIMINATOR,
            SchemaRule.EXCLUSIVE,
            SchemaRule.INTEGERS,
            SchemaRule.ABSOLUTE_PATHS,
            SchemaRule.BASE64,
            SchemaRule.EXPERIMENTAL);

    /** Copies the sets. */
    public FuzzDialect {
        refusalCodes = Set.copyOf(refusalCodes);
        unknownMethodCodes = Set.copyOf(unknownMethodCodes);
        strict = Set.copyOf(strict);
    }

    /** Nothing said: the codes of JSON-RPC and what codex 0.169.0 does. */
    public static FuzzDialect standard() {
        return of(MissingNode.getInstance(), Dialect.STANDARD);
    }

    /** From the member {@code dialect} of a subject's file. */
    public static FuzzDialect of(JsonNode dialect, Dialect passive) {
        Set<Integer> refusals = new HashSet<>(Set.of(-32600, -32602));
        dialect.path("errors").forEach(code -> refusals.add(code.asInt()));
        refusals.remove(-32603);
        Set<Integer> unknown = new HashSet<>();
        JsonNode declared = dialect.path("errors").path("unknownMethod");
        unknown.add(declared.asInt(-32600));
        if (declared.isMissingNode()) {
            unknown.add(-32601);
        }
        return new FuzzDialect(passive, refusals, unknown, ALL_STRICT);
    }
}

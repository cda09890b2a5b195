package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.schema.SchemaProblem;
import dev.parlance.conformance.schema.SchemaRule;
import java.util.Map;

/**
 * What a request has to be answered with.
 *
 * @param rule the rule by which it has to be refused; empty if it may be accepted
 * @param because what is wrong with it, free of chance
 */
record Expectation(String rule, String because) {
    private static final Expectation FREE = new Expectation("", "");

    boolean refused() {
        return !rule.isEmpty();
    }

    /** Finds out by the schema alone, never by what the maker of the request had in mind. */
    static final class Source {
        private final SchemaJudge judge;
        private final Map<String, Method> methods;
        private final FuzzDialect dialect;

        Source(Protocol protocol, SchemaJudge judge, FuzzDialect dialect) {
            this.judge = judge;
            this.methods = protocol.methods();
            this.dialect = dialect;
        }

        /** For a request with these params, missing where there are none. */
        Expectation of(String name, JsonNode params, boolean initialized, boolean experimental) {
            Method method = methods.get(name);
            if (method == null || !method.request()) {
                return new Expectation("ERR-1", "no such method");
            }
            if (!initialized && !name.equals("initialize")) {
                return new Expectation("INI-1", "not initialized");
            }
            if (!experimental && method.stability().equals("experimental")) {
                return new Expectation("CAP-2", "an experimental method without the opt-in");
            }
            SchemaJudge.Finding finding = judge.params(name, params, experimental || name.equals("initialize"), false);
            if (finding != null) {
                for (SchemaProblem problem : finding.problems()) {
                    if (dialect.strict().contains(problem.rule()) && !unused(problem)) {
                        return broken(problem);
                    }
                }
            }
            return FREE;
        }

        /** An experimental switch that is off, or a member that is null, is no use of it: observed on codex 0.169.0. */
        private static boolean unused(SchemaProblem problem) {
            return problem.rule() == SchemaRule.EXPERIMENTAL
                    && (problem.seen().equals("false") || problem.seen().equals("null"));
        }

        private static Expectation broken(SchemaProblem problem) {
            String place = problem.path().replaceAll("/\\d+", "/*");
            String rule = switch (problem.rule()) {
                case EXPERIMENTAL -> "CAP-2";
                case ENUM_VALUES -> inWrongCase(problem) ? "SCH-16" : "ERR-2";
                default -> "ERR-2";
            };
            return new Expectation(rule, problem.rule() + " at " + place);
        }

        private static boolean inWrongCase(SchemaProblem problem) {
            String seen = problem.seen().replace("\"", "");
            for (String value : problem.expected().replace("one of ", "").split(", ")) {
                if (value.equalsIgnoreCase(seen)) {
                    return true;
                }
            }
            return false;
        }
    }
}

package dev.parlance.conformance.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.schema.SchemaProblem;
import dev.parlance.conformance.schema.SchemaRule;
import java.util.Map;

/** INI-1, INI-2, CAP-2: what a server must refuse, whenever somebody asks for it. */
final class GateCheck implements Check {
    private final SchemaJudge judge;
    private final JsonNode schema;
    private final Map<String, Method> methods;
    private final Tally first;
    private final Tally once;
    private final Tally optIn;

    GateCheck(Ledger ledger, SchemaJudge judge, Protocol protocol) {
        this.judge = judge;
        this.schema = protocol.schema();
        this.methods = protocol.methods();
        first = ledger.server("INI-1");
        once = ledger.server("INI-2");
        optIn = ledger.server("CAP-2");
    }

    /** Refusals count once the server has shown that it does not refuse everything. */
    private static final class Refused {
        private boolean early;
        private boolean initialized;
    }

    @Override
    public void see(Sighting at) {
        Refused refused = at.connection().memory(Refused.class, Refused::new);
        if (refused.early && at.connection().open()) {
            refused.early = false;
            first.pass(at);
        }
        Exchange exchange = at.exchange();
        if (exchange == null || at.message().sender() != Party.SERVER) {
            return;
        }
        boolean error = at.message().tree().has("error");
        if (exchange.method().equals("initialize")) {
            if (refused.initialized) {
                once.passIf(error, at, "a second initialize refused", "a result");
            }
            refused.initialized |= at.connection().open() || !error;
        } else if (!at.connection().open()) {
            refused.early |= error;
            if (!error) {
                first.fail(at, "no result before a successful initialize", "one of " + exchange.method());
            }
        } else if (!at.connection().experimental() && asksForExperiments(exchange)) {
            optIn.passIf(error, at, "a refusal: the client did not opt in", "a result of " + exchange.method());
        }
    }

    private boolean asksForExperiments(Exchange exchange) {
        Method method = methods.get(exchange.method());
        if (method != null && method.stability().equals("experimental")) {
            return true;
        }
        SchemaJudge.Finding finding =
                judge.params(exchange.method(), exchange.request().params(), false, false);
        return finding != null
                && method != null
                && finding.problems().stream()
                        .filter(problem -> problem.rule() == SchemaRule.EXPERIMENTAL)
                        .anyMatch(problem -> isUse(method, problem));
    }

    /**
     * Whether a member asks for something by being there. CAP-2 is about use: what means the same as leaving the member out
     * (SCH-14, SCH-15) asks for nothing, and a server that decodes into a record cannot tell the two apart. That is null, and
     * {@code false} where the schema says boolean without null: such a member has no third value, absent has to mean one of
     * the two, and unless a default says otherwise it means off. Where null is allowed too, {@code false} is a choice of its
     * own. Observed on codex 0.169.0: {@code experimentalRawEvents: false} is taken, {@code daybreakEnabled: false} refused.
     */
    private boolean isUse(Method method, SchemaProblem problem) {
        return switch (problem.seen()) {
            case "null" -> false;
            case "false" -> {
                JsonNode member = declaration(method, problem.path());
                yield !member.path("type").asText("").equals("boolean")
                        || member.path("default").asBoolean(false);
            }
            default -> true;
        };
    }

    /** The schema of a member of the params; missing if it stands in a union, where it depends on the value. */
    private JsonNode declaration(Method method, String pointer) {
        JsonNode node = method.params() == null ? MissingNode.getInstance() : method.params();
        for (JsonPointer at = JsonPointer.compile(pointer).tail(); at != null && !at.matches(); at = at.tail()) {
            JsonNode owner = resolved(node);
            node = owner.path("items").isObject()
                    ? owner.get("items")
                    : owner.path("properties").path(at.getMatchingProperty());
        }
        return resolved(node);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode ref = node.path("$ref");
        return ref.isTextual() ? schema.at(ref.textValue().substring(1)) : node;
    }
}

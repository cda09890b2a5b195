package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.schema.SchemaRule;
import java.util.Map;

/** INI-1, INI-2, CAP-2: what a server must refuse, whenever somebody asks for it. */
final class GateCheck implements Check {
    private final SchemaJudge judge;
    private final Map<String, Method> methods;
    private final Tally first;
    private final Tally once;
    private final Tally optIn;

    GateCheck(Ledger ledger, SchemaJudge judge, Protocol protocol) {
        this.judge = judge;
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
                && finding.problems().stream()
                        .anyMatch(problem -> problem.rule() == SchemaRule.EXPERIMENTAL
                                && !problem.seen().equals("null"));
    }
}

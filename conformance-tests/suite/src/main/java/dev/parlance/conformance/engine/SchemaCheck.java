package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.schema.SchemaProblem;
import dev.parlance.conformance.schema.SchemaRule;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SCH-1 to SCH-12, CAP-3, CLI-6 and CLI-21: each value by the schema of its method. */
final class SchemaCheck implements Check {
    private final SchemaJudge judge;
    private final Map<String, Method> methods;
    private final Map<SchemaRule, Tally> server = new EnumMap<>(SchemaRule.class);
    private final Map<SchemaRule, Tally> client = new EnumMap<>(SchemaRule.class);
    private final Tally experimental;
    private final Tally params;
    private final Tally answers;

    SchemaCheck(Ledger ledger, SchemaJudge judge, Protocol protocol) {
        this.judge = judge;
        this.methods = protocol.methods();
        for (SchemaRule rule : SchemaRule.values()) {
            ledger.find(rule.id(), Party.SERVER).ifPresent(tally -> server.put(rule, tally));
            ledger.find(rule.id(), Party.CLIENT).ifPresent(tally -> client.put(rule, tally));
        }
        client.remove(SchemaRule.UNDECLARED);
        experimental = ledger.server("CAP-3");
        params = ledger.client("CLI-21");
        answers = ledger.client("CLI-6");
    }

    @Override
    public void see(Sighting at) {
        if (at.message().sender() == Party.SERVER) {
            fromServer(at);
        } else {
            fromClient(at);
        }
    }

    private void fromServer(Sighting at) {
        Message message = at.message();
        boolean optIn = at.connection().experimental() || !at.connection().open();
        switch (message.kind()) {
            case REQUEST, NOTIFICATION -> {
                Method method = methods.get(message.method());
                if (method != null && method.sender() == Party.SERVER) {
                    unasked(at, method);
                    note(at, judge.params(message.method(), message.params(), optIn, false), server);
                }
            }
            case RESPONSE -> {
                Exchange exchange = at.exchange();
                if (exchange != null && message.tree().has("result")) {
                    boolean asked = optIn || exchange.method().equals("initialize");
                    note(at, judge.result(exchange.method(), message.result(), asked), server);
                }
            }
            default -> {}
        }
    }

    private void unasked(Sighting at, Method method) {
        boolean optIn = at.connection().experimental();
        if (method.stability().equals("experimental") && at.connection().open()) {
            experimental.passIf(optIn, at, "nothing experimental without the opt-in", method.name());
        }
        if (at.message().kind() == Message.Kind.NOTIFICATION) {
            note(at, judge.envelope(at.message().tree()), server);
        }
    }

    private void fromClient(Sighting at) {
        Message message = at.message();
        switch (message.kind()) {
            case REQUEST, NOTIFICATION -> {
                Method method = methods.get(message.method());
                if (method != null && method.sender() == Party.CLIENT) {
                    SchemaJudge.Finding finding = judge.params(message.method(), message.params(), true, true);
                    note(at, finding, client);
                    sum(at, finding, params, "params that fit their schema");
                }
            }
            case RESPONSE -> {
                Exchange exchange = at.exchange();
                if (exchange != null && message.tree().has("result")) {
                    SchemaJudge.Finding finding = judge.result(exchange.method(), message.result(), true);
                    note(at, finding, client);
                    sum(at, finding, answers, "an answer of the declared shape");
                }
            }
            default -> {}
        }
    }

    private static void sum(Sighting at, SchemaJudge.@Nullable Finding finding, Tally tally, String wanted) {
        if (finding == null) {
            return;
        }
        if (finding.problems().isEmpty()) {
            tally.pass(at);
            return;
        }
        SchemaProblem first = finding.problems().get(0);
        tally.fail(at, wanted + ": " + first.expected(), first.seen(), first.path());
    }

    private static void note(Sighting at, SchemaJudge.@Nullable Finding finding, Map<SchemaRule, Tally> tallies) {
        if (finding == null) {
            return;
        }
        for (SchemaRule rule : finding.exercised()) {
            Tally tally = tallies.get(rule);
            if (tally != null) {
                tally.pass(at);
            }
        }
        for (SchemaProblem problem : finding.problems()) {
            Tally tally = tallies.get(problem.rule());
            if (tally != null) {
                tally.fail(at, problem.expected(), problem.seen(), problem.path());
            }
        }
    }
}

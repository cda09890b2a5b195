package dev.parlance.conformance.client;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges all that a client said in a run by the passive rules: one check a rule, {@code transcripts/CLI-21}.
 *
 * <pre>{@code
 * List<CheckResult> checks = new Listener(protocol, judge).judge(played);
 * }</pre>
 */
final class Listener {
    private final Protocol protocol;
    private final SchemaJudge judge;

    Listener(Protocol protocol, SchemaJudge judge) {
        this.protocol = protocol;
        this.judge = judge;
    }

    List<CheckResult> judge(List<PlayedScenario> played) {
        Map<String, CheckResult> sums = new LinkedHashMap<>();
        verdicts(List.of()).forEach(verdict -> sums.put(verdict.rule().id(), check(verdict, "")));
        for (PlayedScenario scenario : played) {
            for (Verdict verdict : verdicts(scenario.events())) {
                sums.merge(verdict.rule().id(), check(verdict, scenario.name()), Listener::sum);
            }
        }
        return List.copyOf(sums.values());
    }

    private List<Verdict> verdicts(List<TranscriptEvent> events) {
        PassiveEngine engine = new PassiveEngine(protocol, judge, Dialect.STANDARD);
        events.forEach(engine::accept);
        List<Verdict> clients = new ArrayList<>(engine.finish());
        clients.removeIf(verdict -> verdict.party() != Party.CLIENT);
        return clients;
    }

    private static CheckResult check(Verdict verdict, String scenario) {
        Outcome outcome = verdict.status() == Status.FAIL
                ? Outcome.FAIL
                : verdict.status() == Status.PASS ? Outcome.PASS : Outcome.NOT_EXERCISED;
        return new CheckResult(
                "transcripts/" + verdict.rule().id(),
                verdict.rule(),
                Party.CLIENT,
                scenario,
                outcome,
                verdict.evidence(),
                verdict.failures(),
                "");
    }

    /** The first scenario with a breach shows it. */
    private static CheckResult sum(CheckResult one, CheckResult other) {
        boolean firstIsWorse =
                one.outcome() == Outcome.FAIL || (other.outcome() != Outcome.FAIL && one.outcome() == Outcome.PASS);
        CheckResult worse = firstIsWorse ? one : other;
        return new CheckResult(
                worse.check(),
                worse.rule(),
                Party.CLIENT,
                worse.scenario(),
                worse.outcome(),
                one.evidence() + other.evidence(),
                worse.failures(),
                "");
    }
}

package dev.parlance.conformance.run;

import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.subject.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings together what the scenarios came to: a check for each rule that a scenario checks, one for each passive rule
 * that a scenario's recording breaks, and one over all recordings for each passive rule that none breaks.
 */
final class Merge {
    private static final String ALL = "transcripts";

    private final Protocol protocol;
    private final Subject subject;
    private final Map<String, CheckResult> checks = new LinkedHashMap<>();

    Merge(Protocol protocol, Subject subject) {
        this.protocol = protocol;
        this.subject = subject;
    }

    /** All checks, known failures told apart, in the order of the rule book. */
    List<CheckResult> results(List<Played> played, Map<Scenario, String> left, boolean everything) {
        played.forEach(one -> one.checks().forEach(check -> checks.put(check.check(), check)));
        left.forEach((scenario, why) -> scenario.rules(subject).forEach(rule -> unclaimed(scenario, rule, why)));
        passive(played);
        List<CheckResult> results =
                new KnownFailures(protocol.rules(), subject.knownFailures()).applied(checks.values(), everything);
        List<String> order = protocol.rules().all().stream().map(Rule::id).toList();
        Map<String, Integer> places = new HashMap<>();
        order.forEach(id -> places.put(id, places.size()));
        results.sort(Comparator.comparing(
                        (CheckResult check) -> places.getOrDefault(check.rule().id(), 0))
                .thenComparing(CheckResult::check));
        return results;
    }

    private void unclaimed(Scenario scenario, String id, String why) {
        Rule rule = protocol.rules().get(id);
        String name = scenario.name() + "/" + id;
        checks.put(name, new CheckResult(name, rule, rule.judgedParty(), "", Outcome.NOT_CLAIMED, 0, List.of(), why));
    }

    private void passive(List<Played> played) {
        Map<Rule, Long> evidence = new LinkedHashMap<>();
        Map<Rule, Party> parties = new HashMap<>();
        Set<String> broken = new TreeSet<>();
        for (Played one : played) {
            for (Verdict verdict : one.passive()) {
                evidence.merge(verdict.rule(), verdict.evidence(), Long::sum);
                parties.put(verdict.rule(), verdict.party());
                if (verdict.status() == Status.FAIL) {
                    broken.add(verdict.rule().id());
                    breach(one, verdict);
                }
            }
            one.inPassing()
                    .forEach((id, times) -> evidence.merge(protocol.rules().get(id), times, Long::sum));
        }
        checks.values().stream()
                .filter(check -> check.outcome() == Outcome.FAIL)
                .forEach(check -> broken.add(check.rule().id()));
        evidence.forEach((rule, times) -> {
            if (!broken.contains(rule.id())) {
                String name = ALL + "/" + rule.id();
                Outcome outcome = times > 0 ? Outcome.PASS : Outcome.NOT_EXERCISED;
                Party party = parties.getOrDefault(rule, rule.judgedParty());
                checks.put(name, new CheckResult(name, rule, party, "", outcome, times, List.of(), ""));
            }
        });
    }

    private void breach(Played one, Verdict verdict) {
        String scenario = one.scenario().name();
        String name = scenario + "/" + verdict.rule().id();
        CheckResult active = checks.get(name);
        List<dev.parlance.conformance.engine.Failure> failures = new ArrayList<>(verdict.failures());
        if (active != null) {
            failures.addAll(active.failures());
        }
        checks.put(
                name,
                new CheckResult(
                        name,
                        verdict.rule(),
                        verdict.party(),
                        scenario,
                        Outcome.FAIL,
                        verdict.evidence(),
                        failures,
                        ""));
    }
}

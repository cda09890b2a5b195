package dev.parlance.conformance.play;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, for each rule that a scenario is a check of, how many of its steps were right. */
final class Score {
    private final String scenario;
    private final RuleBook rules;
    private final Map<String, Integer> expected;
    private final Map<String, Integer> kept = new LinkedHashMap<>();
    private final Map<String, List<Failure>> broken = new LinkedHashMap<>();
    private final Map<String, Long> inPassing = new LinkedHashMap<>();
    private String stopped = "";

    Score(String scenario, RuleBook rules, Map<String, Integer> expected) {
        this.scenario = scenario;
        this.rules = rules;
        this.expected = Map.copyOf(expected);
        expected.keySet().forEach(rule -> kept.put(rule, 0));
    }

    void kept(String rule) {
        kept.merge(rule, 1, Integer::sum);
    }

    void broken(String rule, Failure failure) {
        kept.putIfAbsent(rule, 0);
        broken.computeIfAbsent(rule, key -> new ArrayList<>()).add(failure);
    }

    /** A rule was kept that every scenario checks by the way. */
    void keptInPassing(String rule) {
        inPassing.merge(rule, 1L, Long::sum);
    }

    Map<String, Long> inPassing() {
        return inPassing;
    }

    String stopped() {
        return stopped;
    }

    /** Whether a step has gone wrong. */
    boolean hasBroken() {
        return !broken.isEmpty();
    }

    /** The scenario did not come to its end, and why. */
    void stopped(String why) {
        stopped = why;
    }

    List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>();
        kept.forEach((id, times) -> {
            Rule rule = rules.get(id);
            List<Failure> failures = broken.getOrDefault(id, List.of());
            Outcome outcome = !failures.isEmpty()
                    ? Outcome.FAIL
                    : times > 0 && times >= expected.getOrDefault(id, 0) ? Outcome.PASS : Outcome.COULD_NOT_RUN;
            String reason = outcome == Outcome.COULD_NOT_RUN
                    ? stopped.isEmpty() ? "no step that checks it was reached" : stopped
                    : "";
            results.add(new CheckResult(
                    scenario + "/" + id, rule, rule.judgedParty(), scenario, outcome, times, failures, reason));
        });
        return results;
    }
}

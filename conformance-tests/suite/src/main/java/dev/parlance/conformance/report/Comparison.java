package dev.parlance.conformance.report;

import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Several runs side by side, rule by rule in the order of the rule book.
 *
 * <pre>{@code
 * Comparison.of(List.of(ours, theirs)).rows().stream().filter(Comparison.Row::differs)
 * }</pre>
 *
 * @param subjects names of the subjects, in the order of the runs
 * @param rows one for each rule that some run has a check of
 */
record Comparison(List<String> subjects, List<Row> rows) {
    /**
     * One rule.
     *
     * @param rule the rule
     * @param counts for each run how many checks of it ended in each way
     * @param differing the checks that did not end the same way in all runs
     */
    record Row(Rule rule, List<Map<Outcome, Long>> counts, List<CheckRow> differing) {
        boolean differs() {
            return !differing.isEmpty();
        }
    }

    /**
     * One check.
     *
     * @param check its name
     * @param outcomes how it ended in each run; null where the run does not have it
     */
    record CheckRow(String check, List<@Nullable Outcome> outcomes) {
        boolean differs() {
            return outcomes.stream().distinct().count() > 1;
        }
    }

    static Comparison of(List<RunResult> runs) {
        List<Map<String, Map<String, CheckResult>>> byRule =
                runs.stream().map(Comparison::byRule).toList();
        List<Row> rows = rules(runs).stream()
                .map(rule -> row(
                        rule,
                        byRule.stream()
                                .map(run -> run.getOrDefault(rule.id(), Map.of()))
                                .toList()))
                .toList();
        return new Comparison(runs.stream().map(Sums::name).toList(), rows);
    }

    private static Row row(Rule rule, List<Map<String, CheckResult>> checks) {
        Set<String> names = new LinkedHashSet<>();
        checks.forEach(run -> names.addAll(run.keySet()));
        List<CheckRow> differing = new ArrayList<>();
        for (String name : names) {
            List<@Nullable Outcome> outcomes = new ArrayList<>();
            for (Map<String, CheckResult> run : checks) {
                CheckResult check = run.get(name);
                outcomes.add(check == null ? null : check.outcome());
            }
            CheckRow row = new CheckRow(name, outcomes);
            if (row.differs()) {
                differing.add(row);
            }
        }
        return new Row(
                rule,
                checks.stream()
                        .map(run -> Family.counts(List.copyOf(run.values())))
                        .toList(),
                differing);
    }

    private static Map<String, Map<String, CheckResult>> byRule(RunResult run) {
        Map<String, Map<String, CheckResult>> rules = new LinkedHashMap<>();
        run.checks()
                .forEach(check -> rules.computeIfAbsent(check.rule().id(), id -> new LinkedHashMap<>())
                        .put(check.check(), check));
        return rules;
    }

    /** All rules of the runs; those that the rule book does not know come last. */
    private static List<Rule> rules(List<RunResult> runs) {
        Map<String, Integer> places = new TreeMap<>();
        RuleBook.load().all().forEach(rule -> places.put(rule.id(), places.size()));
        Map<String, Rule> rules = new LinkedHashMap<>();
        runs.forEach(run ->
                run.checks().forEach(check -> rules.putIfAbsent(check.rule().id(), check.rule())));
        return rules.values().stream()
                .sorted(Comparator.comparing(rule -> places.getOrDefault(rule.id(), places.size())))
                .toList();
    }
}

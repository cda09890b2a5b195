package dev.parlance.conformance.report;

import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checks of one family of rules, in the order of the run.
 *
 * <pre>{@code
 * Family.of(result.checks()).forEach(family -> System.out.println(family.title()));
 * }</pre>
 *
 * @param code say {@code LIF}
 * @param title what it is about; the code again if the rule book has no such family
 * @param rules its rules, each with its checks
 */
record Family(String code, String title, Map<Rule, List<CheckResult>> rules) {
    static List<Family> of(List<CheckResult> checks) {
        Map<String, String> titles = RuleBook.load().families();
        Map<String, Family> families = new LinkedHashMap<>();
        for (CheckResult check : checks) {
            String code = code(check.rule());
            families.computeIfAbsent(code, c -> new Family(c, titles.getOrDefault(c, c), new LinkedHashMap<>()))
                    .rules()
                    .computeIfAbsent(check.rule(), rule -> new ArrayList<>())
                    .add(check);
        }
        return List.copyOf(families.values());
    }

    /** The part of a rule's id before the hyphen. */
    static String code(Rule rule) {
        int hyphen = rule.id().indexOf('-');
        return hyphen < 0 ? rule.id() : rule.id().substring(0, hyphen);
    }

    /** How many of the checks ended in each way; ways in which none ended are absent. */
    static Map<Outcome, Long> counts(List<CheckResult> checks) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        checks.forEach(check -> counts.merge(check.outcome(), 1L, Long::sum));
        return counts;
    }

    List<CheckResult> checks() {
        return rules.values().stream().flatMap(List::stream).toList();
    }
}

package dev.parlance.conformance.report;

import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that ended alike for the same reason, told once: one entry of a subject's file may cover hundreds, and so may a
 * subject that does not start.
 */
final class SameReason {
    private final List<CheckResult> checks = new ArrayList<>();

    private SameReason() {}

    /** The groups in the order of their first checks. */
    static List<SameReason> of(RunResult run, Outcome outcome) {
        Map<String, SameReason> groups = new LinkedHashMap<>();
        for (CheckResult check : run.checks()) {
            if (check.outcome() == outcome) {
                // What was in the way of a check has nothing to do with its rule.
                String rule =
                        outcome == Outcome.COULD_NOT_RUN ? "" : check.rule().id();
                String key = rule + " " + check.reason();
                groups.computeIfAbsent(key, reason -> new SameReason()).checks.add(check);
            }
        }
        return List.copyOf(groups.values());
    }

    CheckResult first() {
        return checks.get(0);
    }

    boolean isOfOneRule() {
        return checks.stream().map(CheckResult::rule).distinct().count() == 1;
    }

    /** The checks after the first one. */
    List<CheckResult> others() {
        return checks.subList(1, checks.size());
    }
}

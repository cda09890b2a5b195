package dev.parlance.conformance.run;

import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether several runs against one subject came to the same verdicts. A known failure that is said to come only sometimes
 * may come in some of them.
 *
 * <pre>{@code
 * Steadiness steadiness = new Steadiness();
 * steadiness.add(suite.run(subject, options, Progress.SILENT));
 * steadiness.add(suite.run(subject, options, Progress.SILENT));
 * steadiness.differences().forEach(System.out::println);
 * }</pre>
 */
public final class Steadiness {
    /** What may take the place of each other, or of no result at all: without occasion to break a rule there is no verdict. */
    private static final Set<Outcome> BY_CHANCE =
            EnumSet.of(Outcome.PASS, Outcome.KNOWN_FAILURE, Outcome.NOT_EXERCISED);

    private final Map<String, Map<Outcome, Integer>> outcomes = new TreeMap<>();
    private final Map<String, String> wrong = new HashMap<>();
    private int runs;

    /** Takes in another run. */
    public void add(RunResult result) {
        runs++;
        for (CheckResult check : result.checks()) {
            outcomes.computeIfAbsent(check.check(), name -> new EnumMap<>(Outcome.class))
                    .merge(check.outcome(), 1, Integer::sum);
            if (check.outcome() == Outcome.FAIL || check.outcome() == Outcome.COULD_NOT_RUN) {
                wrong.putIfAbsent(check.check(), why(check));
            }
        }
    }

    private static String why(CheckResult check) {
        return check.failures().stream()
                .findFirst()
                .map(failure -> "; expected " + failure.expected() + ", seen " + failure.seen())
                .orElse("; " + check.reason());
    }

    /** How many runs there were. */
    public int runs() {
        return runs;
    }

    /**
     * The checks whose verdict was not always the same, a line each with what was seen when it was wrong for the first time;
     * empty if there is none. What the subject said stands there as it came.
     */
    public List<String> differences() {
        List<String> lines = new ArrayList<>();
        outcomes.forEach((check, seen) -> {
            if (!isSteady(seen)) {
                lines.add(check + ": " + told(seen) + wrong.getOrDefault(check, ""));
            }
        });
        return lines;
    }

    private boolean isSteady(Map<Outcome, Integer> seen) {
        return BY_CHANCE.containsAll(seen.keySet()) || seen.containsValue(runs);
    }

    private String told(Map<Outcome, Integer> seen) {
        int sum = seen.values().stream().mapToInt(Integer::intValue).sum();
        String told = seen.entrySet().stream()
                .map(one -> one.getKey().word() + " " + one.getValue() + "×")
                .collect(Collectors.joining(", "));
        return sum == runs ? told : told + ", no such check " + (runs - sum) + "×";
    }
}

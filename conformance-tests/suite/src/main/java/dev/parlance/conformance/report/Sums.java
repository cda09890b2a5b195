package dev.parlance.conformance.report;

import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.List;
import java.util.Locale;

/**
 * The sums of a run in words. A broken rule that only recommends ({@code should}) is told apart: it does not make the
 * subject wrong, nor the command fail.
 *
 * <pre>{@code
 * Sums.of(result).line()   // 182 kept, 0 broken, 3 known failures
 * }</pre>
 *
 * @param broken failed checks of rules that bind without exception
 * @param advice failed checks of rules that recommend
 */
record Sums(RunResult run, long broken, long advice) {
    static Sums of(RunResult run) {
        long broken = run.checks().stream().filter(Sums::isBroken).count();
        return new Sums(run, broken, run.count(Outcome.FAIL) - broken);
    }

    /** Whether a rule that binds without exception was broken. */
    static boolean isBroken(CheckResult check) {
        return check.outcome() == Outcome.FAIL && check.rule().level().equals("must");
    }

    /** Whether a recommendation was not followed. */
    static boolean isAdvice(CheckResult check) {
        return check.outcome() == Outcome.FAIL && !isBroken(check);
    }

    long kept() {
        return run.count(Outcome.PASS);
    }

    /** All sums but those that are none, in one line. */
    String line() {
        StringBuilder line = new StringBuilder(kept() + " kept, " + broken + " broken");
        List<String> more = List.of(
                some(advice, "recommendation not followed", "recommendations not followed"),
                some(run.count(Outcome.KNOWN_FAILURE), "known failure", "known failures"),
                some(run.count(Outcome.UNEXPECTED_PASS), "unexpected pass", "unexpected passes"),
                some(run.count(Outcome.COULD_NOT_RUN), "could not run", "could not run"),
                some(run.count(Outcome.NOT_CLAIMED), "not claimed", "not claimed"),
                some(run.count(Outcome.NOT_EXERCISED), "not exercised", "not exercised"));
        more.stream()
                .filter(words -> !words.isEmpty())
                .forEach(words -> line.append(", ").append(words));
        return line.toString();
    }

    /** The whole run in a few words. */
    String verdict() {
        return switch (run.exitCode()) {
            case 0 -> "Every rule that was checked is kept";
            case 1 -> some(broken, "check found its rule broken", "checks found their rule broken");
            case 4 -> some(run.count(Outcome.UNEXPECTED_PASS), "known failure is stale", "known failures are stale");
            default -> some(run.count(Outcome.COULD_NOT_RUN), "check could not run", "checks could not run");
        };
    }

    /** The subject with the version it gave itself. */
    static String name(RunResult run) {
        return run.version().isEmpty() ? run.subject() : run.subject() + " (" + run.version() + ")";
    }

    /** How long it took, say {@code 12.3 s}. */
    String took() {
        return String.format(Locale.ROOT, "%.1f s", run.took().toMillis() / 1e3);
    }

    private static String some(long count, String one, String many) {
        return count == 0 ? "" : count + " " + (count == 1 ? one : many);
    }
}

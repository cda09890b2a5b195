package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A run for somebody at a terminal: the sums, then every broken rule with its guilty line, stale known failures, what
 * could not run, and at last the sums again in one line. Nothing that a subject said reaches the terminal unescaped.
 *
 * <pre>{@code
 * RunReport.write(new PrintWriter(System.out, true), result, System.console() != null);
 * }</pre>
 */
public final class RunReport {
    private static final int MAX_CHECKS = 50;
    private static final int MAX_FAILURES = 2;
    private static final int MAX_LAST_WORDS = 5;
    private static final int WIDTH = 300;
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final boolean colours;

    private RunReport(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Writes the report without colours; the writer is flushed, never closed. */
    public static void write(PrintWriter out, RunResult run) {
        write(out, run, false);
    }

    /** The same, with ANSI colours if the reader's terminal has them. */
    public static void write(PrintWriter out, RunResult run, boolean colours) {
        RunReport report = new RunReport(out, colours);
        report.sums(run);
        report.failures(run, RED, "broken", Sums::isBroken);
        report.failures(run, YELLOW, "recommendation not followed", Sums::isAdvice);
        report.reasons(run, Outcome.UNEXPECTED_PASS, "passes although the subject's file expects a failure");
        report.reasons(run, Outcome.COULD_NOT_RUN, "could not run");
        Advice.of(run).forEach(report::advice);
        report.last(run);
        out.flush();
    }

    /** What several runs have in common, the lines being those of verdicts that differed. */
    public static void repeated(PrintWriter out, String subject, int times, List<String> differences) {
        out.println(Printable.line(subject, WIDTH) + ": " + times + " runs, "
                + (differences.isEmpty() ? "the same verdicts each time" : "these verdicts differ:"));
        differences.forEach(line -> out.println("  " + Printable.line(line, 2 * WIDTH)));
        out.flush();
    }

    private void sums(RunResult run) {
        Sums sums = Sums.of(run);
        out.printf(
                Locale.ROOT,
                "%s: %d checks, %d scenarios, %s, profiles %s%n",
                coloured(BOLD, Printable.line(Sums.name(run), WIDTH)),
                run.checks().size(),
                run.scenarios().size(),
                sums.took(),
                Printable.line(String.join(", ", run.profiles()), WIDTH));
        for (Outcome outcome : Outcome.values()) {
            long count = run.count(outcome);
            if (count > 0) {
                out.printf(
                        Locale.ROOT,
                        "  %s %d%n",
                        coloured(colour(outcome), String.format(Locale.ROOT, "%-16s", outcome.word())),
                        count);
            }
        }
    }

    private void failures(RunResult run, String colour, String word, Predicate<CheckResult> wanted) {
        List<CheckResult> checks = run.checks().stream().filter(wanted).toList();
        for (CheckResult check : checks.subList(0, Math.min(MAX_CHECKS, checks.size()))) {
            out.printf(
                    Locale.ROOT,
                    "%n%s by the %s: %s%n  %s: %s%n",
                    coloured(colour, word),
                    check.party().word(),
                    coloured(BOLD, Printable.line(check.check(), WIDTH)),
                    check.rule().id(),
                    check.rule().text());
            List<Failure> failures = check.failures();
            failures.subList(0, Math.min(MAX_FAILURES, failures.size())).forEach(failure -> failure(failure, colour));
            if (failures.size() > MAX_FAILURES) {
                out.printf(Locale.ROOT, "  and %d more%n", failures.size() - MAX_FAILURES);
            }
            out.printf("  again: %s%n", Printable.line(Reproduction.command(run, check)));
        }
        more(checks.size(), "checks");
    }

    private void failure(Failure failure, String colour) {
        out.printf(
                Locale.ROOT,
                "  event %d at %.3f s on %s%s%n    expected: %s%n    seen:     %s%n    %s%n",
                failure.event(),
                failure.micros() / 1e6,
                Printable.line(failure.connection(), WIDTH),
                failure.path().isEmpty() ? "" : ", " + Printable.line(failure.path(), WIDTH),
                Printable.line(failure.expected(), WIDTH),
                Printable.line(failure.seen(), WIDTH),
                coloured(colour, "> " + failure.direction() + " " + Printable.line(failure.excerpt(), WIDTH)));
    }

    private void reasons(RunResult run, Outcome outcome, String title) {
        List<SameReason> reasons = SameReason.of(run, outcome);
        if (!reasons.isEmpty()) {
            out.printf("%n%s:%n", coloured(YELLOW, title));
        }
        for (SameReason reason : reasons.subList(0, Math.min(MAX_CHECKS, reasons.size()))) {
            CheckResult first = reason.first();
            int others = reason.others().size();
            out.printf(
                    Locale.ROOT,
                    "  %s%s: %s%n",
                    Printable.line(first.check(), WIDTH),
                    others == 0 ? "" : " and " + others + " more",
                    Printable.line(first.reason(), WIDTH));
            if (outcome == Outcome.COULD_NOT_RUN) {
                lastWords(run.stderr(first));
            }
        }
        more(reasons.size(), "reasons");
    }

    /** What a subject that did not get far has to say itself is mostly the whole answer. */
    private void lastWords(String stderr) {
        List<String> lines = stderr.lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines.subList(Math.max(0, lines.size() - MAX_LAST_WORDS), lines.size())) {
            out.printf("    its standard error: %s%n", Printable.line(line, WIDTH));
        }
    }

    private void advice(String line) {
        out.printf("%n%s%n", coloured(YELLOW, Printable.line(line, 2 * WIDTH)));
    }

    private void more(int all, String what) {
        if (all > MAX_CHECKS) {
            out.printf(Locale.ROOT, "%n  and %d %s more, in the full report%n", all - MAX_CHECKS, what);
        }
    }

    private void last(RunResult run) {
        out.printf(
                Locale.ROOT,
                "%n%s%n",
                coloured(
                        run.exitCode() == 0 ? GREEN : run.exitCode() == 1 ? RED : YELLOW,
                        String.format(
                                Locale.ROOT,
                                "%s: %s; exit code %d",
                                Printable.line(run.subject(), WIDTH),
                                Sums.of(run).line(),
                                run.exitCode())));
    }

    private static String colour(Outcome outcome) {
        return switch (outcome) {
            case PASS -> GREEN;
            case FAIL -> RED;
            case KNOWN_FAILURE, UNEXPECTED_PASS, COULD_NOT_RUN -> YELLOW;
            case NOT_CLAIMED, NOT_EXERCISED -> "";
        };
    }

    private String coloured(String colour, String text) {
        return colours && !colour.isEmpty() ? colour + text + PLAIN : text;
    }
}

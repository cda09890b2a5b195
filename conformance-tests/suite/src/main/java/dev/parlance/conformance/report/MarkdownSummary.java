package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs as a short Markdown text, for {@code $GITHUB_STEP_SUMMARY} or a comment on a merge request: some ten kilobytes at
 * most, however much is wrong.
 *
 * <pre>{@code
 * Files.writeString(summary, MarkdownSummary.text(List.of(result), null), StandardOpenOption.APPEND);
 * }</pre>
 */
public final class MarkdownSummary {
    private static final int MAX_ROWS = 20;
    private static final int MAX_TEXT = 120;

    private final StringBuilder out = new StringBuilder();

    private MarkdownSummary() {}

    /** The text; without coverage if that is null, with a comparison if there are several runs. */
    public static String text(List<RunResult> runs, @Nullable CoverageTable coverage) {
        MarkdownSummary summary = new MarkdownSummary();
        summary.sums(runs);
        if (runs.size() > 1) {
            summary.comparison(Comparison.of(runs));
        }
        for (RunResult run : runs) {
            String suffix = runs.size() > 1 ? ": " + escaped(run.subject()) : "";
            summary.failures(run, "Broken" + suffix, Sums::isBroken);
            Advice.of(run)
                    .forEach(line ->
                            summary.out.append("\n").append(escaped(line)).append('\n'));
            summary.failures(run, "Recommendations not followed" + suffix, Sums::isAdvice);
            summary.reasons(run, "Unexpected passes" + suffix, Outcome.UNEXPECTED_PASS);
            summary.reasons(run, "Could not run" + suffix, Outcome.COULD_NOT_RUN);
            summary.reasons(run, "Known failures" + suffix, Outcome.KNOWN_FAILURE);
        }
        if (coverage != null) {
            summary.coverage(coverage);
        }
        return summary.out.toString();
    }

    private void sums(List<RunResult> runs) {
        out.append("## Conformance\n\n| Subject | Kept | Broken | Known failures | Unexpected passes | Could not run"
                + " | Not claimed | Not exercised | Took | Exit code |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (RunResult run : runs) {
            Sums sums = Sums.of(run);
            String broken = sums.broken() + (sums.advice() == 0 ? "" : " (+" + sums.advice() + " recommended)");
            row(
                    mark(run) + " " + escaped(Printable.cut(Sums.name(run), 2 * MAX_TEXT)),
                    Long.toString(sums.kept()),
                    broken,
                    count(run, Outcome.KNOWN_FAILURE),
                    count(run, Outcome.UNEXPECTED_PASS),
                    count(run, Outcome.COULD_NOT_RUN),
                    count(run, Outcome.NOT_CLAIMED),
                    count(run, Outcome.NOT_EXERCISED),
                    sums.took(),
                    Integer.toString(run.exitCode()));
        }
    }

    private void comparison(Comparison comparison) {
        List<Comparison.Row> differing =
                comparison.rows().stream().filter(Comparison.Row::differs).toList();
        heading("Differences", differing.size());
        if (differing.isEmpty()) {
            out.append("Every check ended the same way in all runs.\n");
            return;
        }
        out.append("| Rule | ")
                .append(comparison.subjects().stream()
                        .map(name -> escaped(Printable.cut(name, MAX_TEXT)))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---|".repeat(comparison.subjects().size()))
                .append('\n');
        for (Comparison.Row row : differing.subList(0, Math.min(MAX_ROWS, differing.size()))) {
            List<String> cells = new ArrayList<>(List.of(row.rule().id()));
            row.counts().forEach(counts -> cells.add(words(counts)));
            row(cells.toArray(String[]::new));
        }
        more(differing.size());
    }

    private static String words(Map<Outcome, Long> counts) {
        return counts.isEmpty()
                ? "no check"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().word())
                        .collect(Collectors.joining(", "));
    }

    private void failures(RunResult run, String title, Predicate<CheckResult> wanted) {
        List<CheckResult> checks = run.checks().stream().filter(wanted).toList();
        if (checks.isEmpty()) {
            return;
        }
        heading(title, checks.size());
        out.append("| Check | Expected | Seen |\n|---|---|---|\n");
        for (CheckResult check : checks.subList(0, Math.min(MAX_ROWS, checks.size()))) {
            List<Failure> failures = check.failures();
            row(
                    code(check.check()),
                    failures.isEmpty()
                            ? escaped(Printable.cut(check.rule().text(), MAX_TEXT))
                            : escaped(Printable.cut(failures.get(0).expected(), MAX_TEXT)),
                    failures.isEmpty() ? "" : code(failures.get(0).seen()));
        }
        more(checks.size());
        out.append("\n`")
                .append(Printable.line(Reproduction.command(run, checks.get(0))).replace('`', '\''))
                .append("`\n");
    }

    private void reasons(RunResult run, String title, Outcome outcome) {
        List<SameReason> reasons = SameReason.of(run, outcome);
        if (reasons.isEmpty()) {
            return;
        }
        heading(title, run.count(outcome));
        out.append("| Check | Reason |\n|---|---|\n");
        for (SameReason one : reasons.subList(0, Math.min(MAX_ROWS, reasons.size()))) {
            int others = one.others().size();
            row(
                    code(one.first().check()) + (others == 0 ? "" : " and " + others + " more"),
                    escaped(Printable.cut(one.first().reason(), 2 * MAX_TEXT)));
        }
        more(reasons.size());
    }

    private void coverage(CoverageTable coverage) {
        out.append("\n### Coverage\n\n| What | Seen | Of | |\n|---|--:|--:|--:|\n");
        for (CoverageTable.Group group : CoverageTable.Group.values()) {
            long total = coverage.total(group);
            if (total > 0) {
                long seen = coverage.seen(group);
                row(group.word(), Long.toString(seen), Long.toString(total), 100 * seen / total + " %");
            }
        }
    }

    private void heading(String title, long count) {
        out.append("\n### ").append(title).append(" (").append(count).append(")\n\n");
    }

    private void more(int all) {
        if (all > MAX_ROWS) {
            out.append(String.format(Locale.ROOT, "\nand %d more, in the full report.\n", all - MAX_ROWS));
        }
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String count(RunResult run, Outcome outcome) {
        return Long.toString(run.count(outcome));
    }

    private static String mark(RunResult run) {
        return switch (run.exitCode()) {
            case 0 -> "✅";
            case 1 -> "❌";
            default -> "⚠️";
        };
    }

    private static String code(String text) {
        return "<code>" + escaped(Printable.cut(text, MAX_TEXT)) + "</code>";
    }

    /** What Markdown or HTML would take for its own stands there as a character reference; so do mentions and links. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        Printable.line(text).chars().forEach(c -> {
            if ("\\`*_{}[]<>#|!~&@$\"'".indexOf(c) >= 0) {
                safe.append("&#").append(c).append(';');
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString().replace("://", "&#58;//");
    }
}

package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.List;

/** Checks that neither passed nor failed and have a reason for it: stale entries, what could not run, known failures. */
final class HtmlReasons {
    private static final int MAX_ROWS = 300;
    private static final int MAX_TEXT = 1_000;

    private final Markup html;
    private final RunResult run;

    HtmlReasons(Markup html, RunResult run) {
        this.html = html;
        this.run = run;
    }

    void write(String prefix, String suffix) {
        section(prefix, "Unexpected passes" + suffix, Outcome.UNEXPECTED_PASS);
        section(prefix, "Could not run" + suffix, Outcome.COULD_NOT_RUN);
        section(prefix, "Known failures" + suffix, Outcome.KNOWN_FAILURE);
    }

    private void section(String prefix, String title, Outcome outcome) {
        List<SameReason> reasons = SameReason.of(run, outcome);
        if (reasons.isEmpty()) {
            return;
        }
        html.block("section", "id", prefix + outcome.word(), "class", outcome.word());
        html.leaf("h2", title);
        html.leaf("p", meaning(outcome), "class", "about");
        html.block("table", "class", "reasons").block("tbody");
        reasons.subList(0, Math.min(MAX_ROWS, reasons.size())).forEach(this::row);
        html.end().end();
        if (reasons.size() > MAX_ROWS) {
            html.leaf("p", "And " + (reasons.size() - MAX_ROWS) + " more, in report.json.", "class", "more");
        }
        html.end();
    }

    private void row(SameReason reason) {
        CheckResult check = reason.first();
        html.block("tr").block("th", "scope", "row");
        html.leaf("code", Printable.line(check.check(), MAX_TEXT)).end();
        html.block("td");
        html.leaf("p", Printable.line(check.reason(), MAX_TEXT), "class", "reason");
        if (reason.isOfOneRule()) {
            html.rule("p", check.rule().text(), "class", "about");
        }
        check.failures().stream().limit(1).forEach(this::breach);
        if (check.outcome() == Outcome.COULD_NOT_RUN) {
            HtmlFailures.stderr(html, run.stderr(check));
            html.block("p", "class", "again").leaf("span", "Again: ");
            html.leaf("code", Printable.line(Reproduction.command(run, check))).end();
        }
        others(reason.others());
        html.end().end();
    }

    private void others(List<CheckResult> others) {
        if (others.isEmpty()) {
            return;
        }
        html.block("details").leaf("summary", others.size() + " more for the same reason");
        html.block("ul");
        others.stream()
                .limit(MAX_ROWS)
                .forEach(check -> html.block("li")
                        .leaf("code", Printable.line(check.check(), MAX_TEXT))
                        .end());
        html.end().end();
    }

    private void breach(Failure failure) {
        html.block("details").leaf("summary", "What was seen");
        html.block("dl");
        fact("Expected", failure.expected());
        fact("Seen", failure.seen());
        html.end();
        html.leaf("code", Printable.line(failure.excerpt(), MAX_TEXT)).end();
    }

    private void fact(String name, String value) {
        html.block("div")
                .leaf("dt", name)
                .leaf("dd", Printable.line(value, MAX_TEXT))
                .end();
    }

    private static String meaning(Outcome outcome) {
        return switch (outcome) {
            case UNEXPECTED_PASS -> "The subject's file expects these checks to fail, and they passed: take them out.";
            case COULD_NOT_RUN -> "The subject did not get as far as these checks.";
            default -> "The rule was broken, and the subject's file says why that is expected.";
        };
    }
}

package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Each failure with all that somebody needs who wants to mend it. */
final class HtmlFailures {
    private static final int MAX_CHECKS = 100;
    private static final int MAX_OTHERS = 10;
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_STDERR = 8_000;

    private final Markup html;
    private final RunResult run;
    private final String prefix;
    private final UnaryOperator<String> recordings;
    private final Map<String, String> anchors;

    /** For one run; the last tells where the recording of a scenario lies, empty if nowhere. */
    HtmlFailures(Markup html, RunResult run, String prefix, UnaryOperator<String> recordings) {
        this.html = html;
        this.run = run;
        this.prefix = prefix;
        this.recordings = recordings;
        this.anchors = anchors(run, prefix);
    }

    void write(String suffix) {
        List<CheckResult> failed = failed(run);
        if (failed.isEmpty()) {
            return;
        }
        html.block("section", "id", prefix + "failures");
        html.leaf("h2", "Failures" + suffix);
        failed.subList(0, Math.min(MAX_CHECKS, failed.size())).forEach(this::check);
        if (failed.size() > MAX_CHECKS) {
            html.leaf("p", "And " + (failed.size() - MAX_CHECKS) + " more, in report.json.", "class", "more");
        }
        html.end();
    }

    /** Names of the failed checks that the page tells of, each with the id of the place where it does. */
    static Map<String, String> anchors(RunResult run, String prefix) {
        Map<String, String> anchors = new HashMap<>();
        for (CheckResult check : failed(run)) {
            if (anchors.size() < MAX_CHECKS) {
                anchors.put(check.check(), prefix + "failure-" + (anchors.size() + 1));
            }
        }
        return anchors;
    }

    private static List<CheckResult> failed(RunResult run) {
        return run.checks().stream()
                .filter(check -> check.outcome() == Outcome.FAIL)
                .toList();
    }

    private void check(CheckResult check) {
        html.block(
                "article",
                "id",
                anchors.getOrDefault(check.check(), ""),
                "class",
                Sums.isAdvice(check) ? "advice" : "fail");
        html.block("h3").leaf("code", Printable.line(check.check(), MAX_TEXT)).end();
        html.block("blockquote");
        html.leaf("b", check.rule().id()).rule("p", check.rule().text());
        html.end();
        html.leaf(
                "p",
                "Broken by the " + check.party().word()
                        + (Sums.isAdvice(check) ? "; the rule is a recommendation" : "")
                        + (check.evidence() > 0 ? "; otherwise kept " + check.evidence() + "×" : "")
                        + (check.reason().isEmpty() ? "." : ". " + Printable.line(check.reason(), MAX_TEXT)),
                "class",
                "about");
        check.failures().stream().limit(1).forEach(failure -> first(check, failure));
        others(check.failures());
        Optional<PlayedScenario> played = run.scenarios().stream()
                .filter(scenario -> scenario.name().equals(check.scenario()))
                .findFirst();
        played.ifPresent(this::scenario);
        html.block("p", "class", "again").leaf("span", "Again: ");
        html.leaf("code", Printable.line(Reproduction.command(run, check))).end();
        html.end();
    }

    private void first(CheckResult check, Failure failure) {
        html.block("dl");
        fact("Expected", failure.expected(), "expected");
        fact("Seen", failure.seen(), "seen");
        if (!failure.path().isEmpty()) {
            fact("At", failure.path(), "path");
        }
        html.end();
        HtmlLog.write(html, Excerpt.of(run, check), failure);
    }

    private void fact(String name, String value, String kind) {
        html.block("div", "class", kind).leaf("dt", name);
        html.leaf("dd", Printable.line(value, MAX_TEXT)).end();
    }

    private void others(List<Failure> failures) {
        if (failures.size() < 2) {
            return;
        }
        html.block("details")
                .leaf("summary", failures.size() - 1 + " more of the kind")
                .block("ul");
        for (Failure failure : failures.subList(1, Math.min(1 + MAX_OTHERS, failures.size()))) {
            html.leaf(
                    "li",
                    String.format(
                            Locale.ROOT,
                            "event %d at %.3f s: expected %s, seen %s",
                            failure.event(),
                            failure.micros() / 1e6,
                            Printable.line(failure.expected(), MAX_TEXT),
                            Printable.line(failure.seen(), MAX_TEXT)));
        }
        html.end().end();
    }

    private void scenario(PlayedScenario played) {
        html.block("p", "class", "about").leaf("span", Printable.line(played.title(), MAX_TEXT));
        String recording = recordings.apply(played.name());
        if (!recording.isEmpty()) {
            html.leaf("a", "Whole recording", "href", recording);
        }
        html.end();
        stderr(html, played.stderr());
    }

    /** The last that the subject wrote to standard error, folded away. */
    static void stderr(Markup html, String stderr) {
        if (!stderr.isBlank()) {
            html.block("details").leaf("summary", "Standard error of the subject");
            html.leaf("pre", Printable.tail(stderr.strip(), MAX_STDERR)).end();
        }
    }
}

package dev.parlance.conformance.report;

import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules and how their checks ended, by family; families in which something is amiss stand open. */
final class HtmlMatrix {
    private final Markup html;
    private final RunResult run;
    private final String prefix;
    private final String suffix;
    private final Map<String, String> anchors;

    HtmlMatrix(Markup html, RunResult run, String prefix, String suffix) {
        this.html = html;
        this.run = run;
        this.prefix = prefix;
        this.suffix = suffix;
        this.anchors = HtmlFailures.anchors(run, prefix);
    }

    void write() {
        html.block("section", "id", prefix + "rules", "class", "filtered");
        html.leaf("h2", "Rules" + suffix);
        filter();
        Family.of(run.checks()).forEach(this::family);
        html.end();
    }

    /** Only to be seen where the script runs. */
    private void filter() {
        html.block("div", "class", "filter");
        html.empty("input", "type", "search", "placeholder", "Filter rules and checks", "aria-label", "Filter");
        for (Outcome outcome : Outcome.values()) {
            if (run.count(outcome) > 0) {
                html.leaf(
                        "button",
                        words(outcome),
                        "type",
                        "button",
                        "aria-pressed",
                        "false",
                        "class",
                        outcome.word(),
                        "data-outcome",
                        outcome.word());
            }
        }
        html.end();
    }

    private void family(Family family) {
        Map<Outcome, Long> counts = Family.counts(family.checks());
        boolean amiss = counts.containsKey(Outcome.FAIL)
                || counts.containsKey(Outcome.UNEXPECTED_PASS)
                || counts.containsKey(Outcome.COULD_NOT_RUN);
        if (amiss) {
            html.block("details", "class", "family", "open", "open");
        } else {
            html.block("details", "class", "family");
        }
        html.block("summary");
        html.leaf("b", family.code()).leaf("span", family.title(), "class", "title");
        counts.forEach((outcome, count) ->
                html.leaf("span", count + " " + words(outcome), "class", "count " + outcome.word()));
        html.end();
        html.block("table").block("tbody");
        family.rules().forEach(this::rule);
        html.end().end().end();
    }

    private void rule(Rule rule, List<CheckResult> checks) {
        Map<Outcome, Long> counts = Family.counts(checks);
        String outcomes = counts.keySet().stream().map(Outcome::word).collect(Collectors.joining(" "));
        html.block("tr", "data-outcomes", outcomes);
        html.leaf("th", rule.id(), "scope", "row");
        html.block("td");
        html.rule("p", rule.text());
        html.leaf("p", about(rule), "class", "about");
        checks(checks);
        html.end();
        html.block("td", "class", "counts");
        counts.forEach((outcome, count) ->
                html.leaf("span", count + " " + words(outcome), "class", "count " + outcome.word()));
        html.end().end();
    }

    private void checks(List<CheckResult> checks) {
        html.block("details").leaf("summary", checks.size() + (checks.size() == 1 ? " check" : " checks"));
        html.block("ul", "class", "checks");
        for (CheckResult check : checks) {
            html.block("li");
            html.leaf(
                    "span",
                    words(check.outcome()),
                    "class",
                    "count " + check.outcome().word());
            String anchor = anchors.getOrDefault(check.check(), "");
            if (anchor.isEmpty()) {
                html.leaf("code", Printable.line(check.check(), 300));
            } else {
                html.block("a", "href", "#" + anchor)
                        .leaf("code", Printable.line(check.check(), 300))
                        .end();
            }
            if (check.evidence() > 0) {
                html.leaf("span", "kept " + check.evidence() + "×", "class", "about");
            }
            if (!check.reason().isEmpty()) {
                html.leaf("span", Printable.line(check.reason(), 600), "class", "about");
            }
            html.end();
        }
        html.end().end();
    }

    private static String about(Rule rule) {
        String who = rule.duties().stream().map(party -> party.word()).sorted().collect(Collectors.joining(", "));
        String level = rule.level().equals("must") ? "binding" : "recommended";
        return who + " · " + level + (rule.profile().isEmpty() ? "" : " · profile " + rule.profile());
    }

    static String words(Outcome outcome) {
        return outcome.word().replace('-', ' ');
    }
}

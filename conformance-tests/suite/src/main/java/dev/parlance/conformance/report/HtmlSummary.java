package dev.parlance.conformance.report;

import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.time.temporal.ChronoUnit;

/** The head of the page for one run: what came out, of what, when. */
final class HtmlSummary {
    private final Markup html;
    private final RunResult run;
    private final String prefix;

    HtmlSummary(Markup html, RunResult run, String prefix) {
        this.html = html;
        this.run = run;
        this.prefix = prefix;
    }

    void write() {
        Sums sums = Sums.of(run);
        html.block("header", "class", "exit-" + run.exitCode());
        html.leaf("h1", Printable.line(run.subject(), 200));
        html.leaf("p", sums.verdict() + ".", "class", "verdict");
        chips(sums);
        html.block("dl");
        fact("Version", run.version().isEmpty() ? "not told" : run.version());
        fact("Profiles", String.join(", ", run.profiles()));
        fact("Exit code", run.exitCode() + " (" + meaning(run.exitCode()) + ")");
        fact("Checks", run.checks().size() + " in " + run.scenarios().size() + " scenarios");
        fact("Started", run.started().truncatedTo(ChronoUnit.SECONDS).toString());
        fact("Took", sums.took());
        fact("Subject file", run.subjectFile());
        html.end();
        Advice.of(run).forEach(line -> html.leaf("p", Printable.line(line, 400), "class", "about"));
        html.end();
    }

    private void chips(Sums sums) {
        html.block("ul", "class", "chips");
        chip("pass", sums.kept(), "kept", "rules");
        chip("fail", sums.broken(), "broken", "failures");
        chip("advice", sums.advice(), "recommended, not followed", "failures");
        chip("known-failure", run.count(Outcome.KNOWN_FAILURE), "known failures", "known-failure");
        chip("unexpected-pass", run.count(Outcome.UNEXPECTED_PASS), "unexpected passes", "unexpected-pass");
        chip("could-not-run", run.count(Outcome.COULD_NOT_RUN), "could not run", "could-not-run");
        chip("not-claimed", run.count(Outcome.NOT_CLAIMED), "not claimed", "rules");
        chip("not-exercised", run.count(Outcome.NOT_EXERCISED), "not exercised", "rules");
        html.end();
    }

    private void chip(String kind, long count, String words, String anchor) {
        boolean shown = count > 0 || kind.equals("pass") || kind.equals("fail");
        if (shown) {
            html.block("li", "class", count == 0 ? "none" : kind);
            html.leaf("b", Long.toString(count));
            if (count > 0) {
                html.leaf("a", words, "href", "#" + prefix + anchor);
            } else {
                html.leaf("span", words);
            }
            html.end();
        }
    }

    private void fact(String name, String value) {
        html.block("div")
                .leaf("dt", name)
                .leaf("dd", Printable.line(value, 400))
                .end();
    }

    private static String meaning(int exitCode) {
        return switch (exitCode) {
            case 0 -> "right";
            case 1 -> "violations";
            case 4 -> "stale known failures";
            default -> "something could not run";
        };
    }
}

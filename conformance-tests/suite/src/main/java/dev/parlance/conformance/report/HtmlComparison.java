package dev.parlance.conformance.report;

import dev.parlance.conformance.result.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules and subjects side by side; rules whose checks ended differently come first. */
final class HtmlComparison {
    private final Markup html;
    private final Comparison comparison;

    HtmlComparison(Markup html, Comparison comparison) {
        this.html = html;
        this.comparison = comparison;
    }

    void write() {
        List<Comparison.Row> differing = new ArrayList<>();
        List<Comparison.Row> same = new ArrayList<>();
        comparison.rows().forEach(row -> (row.differs() ? differing : same).add(row));
        html.block("section", "id", "comparison");
        html.leaf("h2", "Comparison");
        if (differing.isEmpty()) {
            html.leaf("p", "Every check ended the same way in all runs.");
        } else {
            html.leaf("p", differing.size() + " of " + comparison.rows().size() + " rules differ.", "class", "about");
            table(differing);
        }
        if (!same.isEmpty()) {
            html.block("details").leaf("summary", same.size() + " rules without a difference");
            table(same);
            html.end();
        }
        html.end();
    }

    private void table(List<Comparison.Row> rows) {
        html.block("table", "class", "comparison").block("thead").block("tr");
        html.leaf("th", "Rule", "scope", "col");
        comparison.subjects().forEach(subject -> html.leaf("th", Printable.line(subject, 200), "scope", "col"));
        html.end().end().block("tbody");
        rows.forEach(this::row);
        html.end().end();
    }

    private void row(Comparison.Row row) {
        html.block("tr").block("th", "scope", "row");
        html.leaf("b", row.rule().id()).rule("p", row.rule().text(), "class", "about");
        html.end();
        for (Map<Outcome, Long> counts : row.counts()) {
            html.block("td");
            if (counts.isEmpty()) {
                html.leaf("span", "no check", "class", "about");
            }
            counts.forEach((outcome, count) ->
                    html.leaf("span", count + " " + HtmlMatrix.words(outcome), "class", "count " + outcome.word()));
            html.end();
        }
        html.end();
        row.differing().forEach(this::check);
    }

    private void check(Comparison.CheckRow check) {
        html.block("tr", "class", "check").block("td");
        html.leaf("code", Printable.line(check.check(), 300)).end();
        check.outcomes().forEach(this::outcome);
        html.end();
    }

    private void outcome(@Nullable Outcome outcome) {
        if (outcome == null) {
            html.leaf("td", "–");
        } else {
            html.block("td")
                    .leaf("span", HtmlMatrix.words(outcome), "class", "count " + outcome.word())
                    .end();
        }
    }
}

package dev.parlance.conformance.report;

import java.util.List;

/** How much of the protocol was touched: a bar for each group, below it the rows with what is missing. */
final class HtmlCoverage {
    private static final int MAX_MISSING = 200;

    private HtmlCoverage() {}

    static void write(Markup html, CoverageTable coverage) {
        html.block("section", "id", "coverage");
        html.leaf("h2", "Coverage");
        for (CoverageTable.Group group : CoverageTable.Group.values()) {
            List<CoverageTable.Row> rows =
                    coverage.rows().stream().filter(row -> row.group() == group).toList();
            if (!rows.isEmpty()) {
                group(html, group, coverage, rows);
            }
        }
        html.end();
    }

    private static void group(
            Markup html, CoverageTable.Group group, CoverageTable coverage, List<CoverageTable.Row> rows) {
        html.block("details", "class", "family").block("summary");
        html.leaf("b", group.word());
        bar(html, coverage.seen(group), coverage.total(group));
        html.end().block("table", "class", "coverage").block("tbody");
        for (CoverageTable.Row row : rows) {
            html.block("tr")
                    .leaf("th", Printable.line(row.name(), 200), "scope", "row")
                    .block("td");
            bar(html, row.seen(), row.total());
            html.end().leaf("td", missing(row.missing()), "class", "missing").end();
        }
        html.end().end().end();
    }

    private static void bar(Markup html, long seen, long total) {
        html.leaf("progress", "", "value", Long.toString(seen), "max", Long.toString(Math.max(1, total)));
        html.leaf("span", seen + " of " + total + percent(seen, total), "class", "about");
    }

    private static String percent(long seen, long total) {
        return total == 0 ? "" : " (" + 100 * seen / total + " %)";
    }

    private static String missing(List<String> missing) {
        if (missing.isEmpty()) {
            return "";
        }
        String names = String.join(", ", missing.subList(0, Math.min(MAX_MISSING, missing.size())));
        int more = missing.size() - MAX_MISSING;
        return "not seen: " + Printable.line(names, 20_000) + (more > 0 ? " and " + more + " more" : "");
    }
}

package dev.parlance.conformance.report;

import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs as one HTML page that needs nothing beside it; the script in it only filters. The page is XML too, and its
 * content security policy lets nothing but that script and its own style sheet have an effect.
 *
 * <ol>
 *   <li>What came out, for each run.
 *   <li>With several runs: where they differ.
 *   <li>For each run: the matrix of rules and outcomes, each failure with its transcript, whatever else is no pass.
 *   <li>How much of the protocol was touched.
 * </ol>
 *
 * <pre>{@code
 * String page = HtmlPage.text(List.of(result), null);
 * }</pre>
 */
public final class HtmlPage {
    private final Markup html = new Markup();

    private HtmlPage() {}

    /** The page; to be written as UTF-8. Links lead to {@code recordings/} beside it. */
    public static String text(List<RunResult> runs, @Nullable CoverageTable coverage) {
        HtmlPage page = new HtmlPage();
        page.head(runs);
        page.html.block("body").block("main");
        page.sections(runs, coverage);
        page.html.end();
        page.html.verbatim("\n<script>" + script() + "</script>");
        return page.html.end().end().toString();
    }

    private void head(List<RunResult> runs) {
        String style = resource("report.css");
        html.verbatim("<!DOCTYPE html>");
        html.block("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
        html.block("head");
        html.empty("meta", "charset", "utf-8");
        html.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(style) + "; script-src "
                        + hash(script()));
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf(
                "title",
                "Conformance of "
                        + String.join(
                                ", ", runs.stream().map(RunResult::subject).toList()));
        html.verbatim("\n<style>" + style + "</style>");
        html.end();
    }

    private void sections(List<RunResult> runs, @Nullable CoverageTable coverage) {
        RecordingFiles files = RecordingFiles.of(runs);
        html.leaf("p", "Protocol conformance", "class", "kind");
        for (int i = 0; i < runs.size(); i++) {
            new HtmlSummary(html, runs.get(i), prefix(i)).write();
        }
        navigation(runs, coverage);
        if (runs.size() > 1) {
            new HtmlComparison(html, Comparison.of(runs)).write();
        }
        for (int i = 0; i < runs.size(); i++) {
            RunResult run = runs.get(i);
            String suffix = runs.size() > 1 ? ": " + run.subject() : "";
            new HtmlMatrix(html, run, prefix(i), suffix).write();
            int index = i;
            new HtmlFailures(html, run, prefix(i), scenario -> files.path(index, scenario)).write(suffix);
            new HtmlReasons(html, run).write(prefix(i), suffix);
        }
        if (coverage != null) {
            HtmlCoverage.write(html, coverage);
        }
    }

    private void navigation(List<RunResult> runs, @Nullable CoverageTable coverage) {
        html.block("nav");
        if (runs.size() > 1) {
            html.leaf("a", "Comparison", "href", "#comparison");
        }
        for (int i = 0; i < runs.size(); i++) {
            String suffix = runs.size() > 1 ? " of " + runs.get(i).subject() : "";
            html.leaf("a", "Rules" + suffix, "href", "#" + prefix(i) + "rules");
            if (runs.get(i).count(Outcome.FAIL) > 0) {
                html.leaf("a", "Failures" + suffix, "href", "#" + prefix(i) + "failures");
            }
        }
        if (coverage != null) {
            html.leaf("a", "Coverage", "href", "#coverage");
        }
        html.end();
    }

    private static String prefix(int run) {
        return "r" + (run + 1) + "-";
    }

    private static String script() {
        return resource("report.js");
    }

    private static String hash(String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java has to have", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the suite's own " + name + " cannot be read", e);
        }
    }
}

package dev.parlance.conformance.report;

import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;

/**
 * A run as a small SVG picture for a project's page: green if every rule is kept, red if one is broken, amber if a known
 * failure is stale, grey if something could not run.
 *
 * <pre>{@code
 * Files.writeString(Path.of("badge.svg"), Badge.svg(result));
 * }</pre>
 */
public final class Badge {
    private static final String LABEL = "conformance";
    private static final int HEIGHT = 20;
    private static final int PADDING = 6;
    /** Mean width of a character of Verdana at 11 px; the text is stretched to what this yields. */
    private static final double CHARACTER = 6.6;

    private Badge() {}

    /** The picture; it needs no font but a common one, and nothing from a network. */
    public static String svg(RunResult run) {
        String message = message(run);
        int left = width(LABEL);
        int right = width(message);
        Markup svg = new Markup();
        svg.block(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                Integer.toString(left + right),
                "height",
                Integer.toString(HEIGHT),
                "role",
                "img",
                "aria-label",
                LABEL + ": " + message);
        svg.leaf("title", LABEL + ": " + message);
        svg.block("clipPath", "id", "round");
        rectangle(svg, 0, left + right, "#fff", "3");
        svg.end();
        svg.block("g", "clip-path", "url(#round)");
        rectangle(svg, 0, left, "#444c56", "0");
        rectangle(svg, left, right, colour(run), "0");
        svg.end();
        svg.block("g", "fill", "#fff", "font-family", "Verdana,DejaVu Sans,Geneva,sans-serif", "font-size", "11");
        words(svg, LABEL, 0);
        words(svg, message, left);
        svg.end();
        return svg.end().toString();
    }

    private static String message(RunResult run) {
        Sums sums = Sums.of(run);
        String message = sums.kept() + " kept, " + sums.broken() + " broken";
        return switch (run.exitCode()) {
            case 3 -> message + ", " + run.count(Outcome.COULD_NOT_RUN) + " not run";
            case 4 -> message + ", " + run.count(Outcome.UNEXPECTED_PASS) + " stale";
            default -> message;
        };
    }

    /** White letters have a contrast of at least 4.5 on each. */
    private static String colour(RunResult run) {
        return switch (run.exitCode()) {
            case 0 -> "#1a7f37";
            case 1 -> "#cf222e";
            case 4 -> "#9a6700";
            default -> "#57606a";
        };
    }

    private static int width(String text) {
        return (int) Math.round(text.length() * CHARACTER) + 2 * PADDING;
    }

    private static void rectangle(Markup svg, int x, int width, String fill, String round) {
        svg.empty(
                "rect",
                "x",
                Integer.toString(x),
                "width",
                Integer.toString(width),
                "height",
                Integer.toString(HEIGHT),
                "rx",
                round,
                "fill",
                fill);
    }

    private static void words(Markup svg, String text, int x) {
        svg.leaf(
                "text",
                text,
                "x",
                Integer.toString(x + PADDING),
                "y",
                "14",
                "textLength",
                Integer.toString(width(text) - 2 * PADDING));
    }
}

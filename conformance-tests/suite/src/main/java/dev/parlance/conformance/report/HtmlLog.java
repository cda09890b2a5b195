package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.Locale;

/** An excerpt of a recording, line by line, the guilty ones marked. */
final class HtmlLog {
    private static final int MAX_LINE = 600;
    private static final int MAX_VALUE = 300;
    private static final int MAX_WHOLE = 20_000;

    private HtmlLog() {}

    static void write(Markup html, Excerpt excerpt, Failure failure) {
        html.block("div", "class", "log");
        if (excerpt.lines().isEmpty()) {
            bare(html, failure);
        }
        boolean several = excerpt.lines().stream()
                        .map(line -> line.event().connection())
                        .distinct()
                        .count()
                > 1;
        for (Excerpt.Line line : excerpt.lines()) {
            skipped(html, line.skipped());
            line(html, line, several);
            if (line.number() == failure.event()) {
                value(html, line.event(), failure.path());
            }
        }
        if (!excerpt.lines().isEmpty()) {
            skipped(html, excerpt.after());
        }
        html.end();
    }

    private static void line(Markup html, Excerpt.Line line, boolean several) {
        TranscriptEvent event = line.event();
        html.block("div", "class", line.guilty() ? "line guilty" : "line");
        html.leaf("span", Long.toString(line.number()), "class", "n");
        html.leaf("span", String.format(Locale.ROOT, "%.3f", event.micros() / 1e6), "class", "t");
        html.leaf(
                "span",
                arrow(event.direction()),
                "class",
                "d",
                "title",
                event.direction().sign());
        html.block("div", "class", "m");
        if (several) {
            html.leaf("i", Printable.line(event.connection(), 100));
        }
        String note = event.note();
        if (note != null) {
            html.leaf("em", Printable.line(note, MAX_LINE));
        } else {
            html.leaf("code", Printable.line(event.bytes(), MAX_LINE));
        }
        if (!event.ended()) {
            html.leaf("em", "no line feed");
        }
        if (line.guilty() && event.bytes().length > MAX_LINE) {
            html.block("details").leaf("summary", "the whole line");
            html.leaf("code", Printable.line(event.bytes(), MAX_WHOLE)).end();
        }
        html.end().end();
    }

    private static void value(Markup html, TranscriptEvent event, String path) {
        String value = WireMessage.of(event).at(path);
        if (!value.isEmpty()) {
            html.block("div", "class", "value");
            html.leaf("span", Printable.line(path, MAX_VALUE));
            html.leaf("code", Printable.line(value, MAX_VALUE)).end();
        }
    }

    /** Where there is no recording, the failure itself tells its line. */
    private static void bare(Markup html, Failure failure) {
        html.block("div", "class", "line guilty");
        html.leaf("span", Long.toString(failure.event()), "class", "n");
        html.leaf("span", String.format(Locale.ROOT, "%.3f", failure.micros() / 1e6), "class", "t");
        html.leaf("span", failure.direction(), "class", "d");
        html.block("div", "class", "m").leaf("code", Printable.line(failure.excerpt(), MAX_LINE));
        html.end().end();
    }

    private static void skipped(Markup html, long count) {
        if (count > 0) {
            html.leaf(
                    "div",
                    String.format(Locale.ROOT, "%,d %s left out", count, count == 1 ? "event" : "events"),
                    "class",
                    "gap");
        }
    }

    private static String arrow(Direction direction) {
        return switch (direction) {
            case TO_SERVER -> "→";
            case TO_CLIENT -> "←";
            case ASIDE -> "·";
        };
    }
}

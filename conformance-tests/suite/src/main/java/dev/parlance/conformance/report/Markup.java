package dev.parlance.conformance.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML, and HTML that is XML: whatever is given as text or as the value of an attribute is escaped here, so that
 * nothing from a wire can become markup, and every element is closed.
 *
 * <pre>{@code
 * new Markup().block("p", "class", "sum").leaf("b", "3 < 4").end().toString()
 * }</pre>
 */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Text of ours that stands there as it is: a prolog, a style sheet, a script. */
    Markup verbatim(String ours) {
        out.append(ours);
        return this;
    }

    /** Begins an element on a line of its own; attributes as names and values in turn. */
    Markup block(String tag, String... attributes) {
        indent();
        tag(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /** Ends the element that was begun last. */
    Markup end() {
        String tag = open.pop();
        indent();
        out.append("</").append(tag).append('>');
        return this;
    }

    /** A whole element with nothing but text in it, on a line of its own. */
    Markup leaf(String tag, String text, String... attributes) {
        indent();
        return inline(tag, text, attributes);
    }

    /** A whole element with nothing but text in it, right after what stands before. */
    Markup inline(String tag, String text, String... attributes) {
        tag(tag, attributes);
        out.append('>');
        text(text);
        out.append("</").append(tag).append('>');
        return this;
    }

    /** An element that has no content, on a line of its own. */
    Markup empty(String tag, String... attributes) {
        indent();
        tag(tag, attributes);
        out.append("/>");
        return this;
    }

    /** Text right after what stands before. */
    Markup text(String text) {
        out.append(escaped(Printable.block(text)));
        return this;
    }

    /** Text of a rule in an element of its own: what stands between backticks becomes code. */
    Markup rule(String tag, String text, String... attributes) {
        indent();
        tag(tag, attributes);
        out.append('>');
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 0) {
                text(parts[i]);
            } else {
                inline("code", parts[i]);
            }
        }
        out.append("</").append(tag).append('>');
        return this;
    }

    /** Everything so far, ended with a line break. */
    @Override
    public String toString() {
        return out + "\n";
    }

    private void tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = escaped(Printable.block(attributes[i + 1]));
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(value.replace("\n", "&#10;").replace("\t", "&#9;"))
                    .append('"');
        }
    }

    private void indent() {
        if (!out.isEmpty()) {
            out.append('\n').append(" ".repeat(open.size()));
        }
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}

package dev.parlance.codegen.java;

import com.palantir.javapoet.CodeBlock;
import java.util.regex.Pattern;

/**
 * Turns text of a schema into Javadoc and string literals. The text is hostile: whatever it holds, it stays text. Both
 * are pure ASCII, so that neither the compiler's encoding nor an editor can read them otherwise.
 */
final class Javadocs {
    private static final int WIDTH = 100;

    /** What one comment may hold; a description of a gigabyte is no description. */
    private static final int LONGEST = 20_000;

    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Javadocs() {}

    /** A comment's body: paragraphs, wrapped. Empty for blank text. */
    static CodeBlock of(String text) {
        return CodeBlock.of("$L", escaped(text));
    }

    /** A comment's body, or what to say where the schema says nothing. */
    static CodeBlock of(String text, String otherwise) {
        String escaped = escaped(text);
        return CodeBlock.of("$L", escaped.isEmpty() ? escaped(otherwise) : escaped);
    }

    /** Text as one line of markup, for {@code @param}. */
    static String line(String text) {
        return String.join(" ", escaped(text).replace("\n<p>", " ").strip().split("\\s+"));
    }

    /** Text as code, whatever it holds. */
    static String code(String text) {
        return "<code>" + line(text) + "</code>";
    }

    /** A Java string literal. */
    static CodeBlock literal(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append(escape(c));
            }
        }
        return CodeBlock.of("$L", out.append('"'));
    }

    /** Unicode escapes are read before the literal is, so line ends must not be written as such. */
    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        String bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String separator = "";
        for (String paragraph : PARAGRAPHS.split(bounded.strip(), -1)) {
            String wrapped = wrapped(paragraph);
            if (!wrapped.isEmpty()) {
                out.append(separator).append(wrapped);
                separator = "\n\n<p>";
            }
        }
        return out.toString();
    }

    private static String wrapped(String paragraph) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : SPACE.split(paragraph.strip(), -1)) {
            String safe = safe(word);
            if (column > 0 && column + safe.length() >= WIDTH) {
                out.append('\n');
                column = 0;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(safe);
            column += safe.length();
        }
        return out.toString();
    }

    private static String safe(String word) {
        StringBuilder out = new StringBuilder(word.length());
        word.codePoints().forEach(c -> {
            boolean plain = c < 0x7f && (Character.isLetterOrDigit(c) || " .,;:!?'\"()[]+-=_#%^|~`$".indexOf(c) >= 0);
            if (plain || (c == '/' && !endsWithStar(out))) {
                out.appendCodePoint(c);
            } else if (c == '*') {
                out.append('*');
            } else if (Character.isISOControl(c)) {
                out.append(' ');
            } else if (c >= 0xd800 && c <= 0xdfff) {
                out.append("&#65533;");
            } else {
                out.append("&#").append(c).append(';');
            }
        });
        return out.toString();
    }

    private static boolean endsWithStar(StringBuilder out) {
        return !out.isEmpty() && out.charAt(out.length() - 1) == '*';
    }
}

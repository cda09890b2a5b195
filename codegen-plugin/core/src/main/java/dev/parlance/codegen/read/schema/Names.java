package dev.parlance.codegen.read.schema;

import java.util.Map;

/** Makes names of derived types from what the schema has. */
final class Names {
    private static final Map<Integer, String> SPELLED = Map.of(
            (int) '/', "Slash", (int) '-', "Dash", (int) '_', "Underscore", (int) '.', "Dot", (int) ' ', "Space");

    private Names() {}

    /** {@code on-request} becomes {@code OnRequest}; a text without any letter or digit is spelled out. */
    static String pascal(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int c : text.codePoints().toArray()) {
            if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(start ? Character.toUpperCase(c) : c);
                start = false;
            } else {
                start = true;
            }
        }
        return out.isEmpty() ? spelled(text) : out.toString();
    }

    /** {@code openai/form} becomes {@code OpenaiSlashForm}: for texts that differ in nothing but their punctuation. */
    static String spelled(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean start = true;
        for (int c : text.codePoints().toArray()) {
            if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(start ? Character.toUpperCase(c) : c);
                start = false;
            } else {
                out.append(SPELLED.getOrDefault(c, String.format("U%04X", c)));
                start = true;
            }
        }
        return out.isEmpty() ? "Empty" : out.toString();
    }
}

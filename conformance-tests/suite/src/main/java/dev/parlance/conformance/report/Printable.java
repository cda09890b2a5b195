package dev.parlance.conformance.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes text that came off a wire fit to be shown: what a terminal would obey, what XML 1.0 forbids and what turns the
 * direction of writing stands there as an escape; what is too long is cut in the middle, since both ends tell more.
 *
 * <pre>{@code
 * Printable.line("\u001b[31mred", 400)   // the seven characters of an escape, then [31mred
 * }</pre>
 */
public final class Printable {
    private Printable() {}

    /** Text of one line; line breaks are escaped too. */
    static String line(String text) {
        return escaped(text, false);
    }

    /** Text of one line, of which at most about {@code max} characters are shown. */
    static String line(String text, int max) {
        return line(cut(text, max));
    }

    /** Bytes of one line, of which at most about {@code max} are shown. */
    static String line(byte[] bytes, int max) {
        if (bytes.length <= max) {
            return line(utf8(bytes, 0, bytes.length));
        }
        int head = boundary(bytes, max * 2 / 3);
        int tail = boundary(bytes, bytes.length - max / 3);
        return line(utf8(bytes, 0, head)) + left(tail - head, "bytes") + line(utf8(bytes, tail, bytes.length));
    }

    /** Text of several lines; line breaks and tabs stay. */
    public static String block(String text) {
        return escaped(text, true);
    }

    /** The last characters of a text of several lines. */
    static String tail(String text, int max) {
        if (text.length() <= max) {
            return block(text);
        }
        int from = boundary(text, text.length() - max);
        return left(from, "characters").strip() + "\n" + block(text.substring(from));
    }

    /** The text with its middle left out if it is longer than that. */
    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int head = boundary(text, max * 2 / 3);
        int tail = boundary(text, text.length() - max / 3);
        return text.substring(0, head) + left(tail - head, "characters") + text.substring(tail);
    }

    private static String left(int count, String what) {
        return String.format(Locale.ROOT, " […%,d %s…] ", count, what);
    }

    private static String escaped(String text, boolean lines) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (lines && (c == '\n' || c == '\t')) {
                shown.append((char) c);
            } else if (isUnfit(c)) {
                shown.append(String.format(Locale.ROOT, c > 0xffff ? "\\u{%x}" : "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isUnfit(int c) {
        boolean nonCharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
        return nonCharacter
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
    }

    private static int boundary(String text, int at) {
        boolean inPair = at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
        return inPair ? at - 1 : at;
    }

    /** Moves back over at most three continuation bytes; a longer row of them is no UTF-8 anyway. */
    private static int boundary(byte[] bytes, int at) {
        int start = at;
        while (start > Math.max(0, at - 3) && start < bytes.length && (bytes[start] & 0xc0) == 0x80) {
            start--;
        }
        return start;
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}

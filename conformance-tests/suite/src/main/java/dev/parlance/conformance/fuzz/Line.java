package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A line that is not made from a tree. Its bulk is a repetition, so that it can be made smaller without being broken in
 * another way. A character from U+DC80 to U+DCFF stands for the single byte 0x80 to 0xFF.
 *
 * @param head what comes first
 * @param open repeated after it
 * @param times how often
 * @param core in the middle
 * @param close repeated as often as {@code open}
 * @param tail what comes last
 */
record Line(String head, String open, int times, String core, String close, String tail) {
    static Line of(String text) {
        return new Line(text, "", 0, "", "", "");
    }

    Line repeated(int other) {
        return new Line(head, open, other, core, close, tail);
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(head, out);
        for (int i = 0; i < times; i++) {
            put(open, out);
        }
        put(core, out);
        for (int i = 0; i < times; i++) {
            put(close, out);
        }
        put(tail, out);
        return out.toByteArray();
    }

    /** The line as a person can read it, shortened. */
    String shown() {
        String middle = times > 3 ? open + "…(" + times + " times)" + core + close + "…" : open.repeat(times) + core;
        String text = head + middle + (times > 3 ? "" : close.repeat(times)) + tail;
        StringBuilder plain = new StringBuilder();
        for (char c : text.substring(0, Math.min(400, text.length())).toCharArray()) {
            if (isByte(c)) {
                plain.append(String.format(Locale.ROOT, "\\x%02x", c & 0xff));
            } else {
                JsonStringEncoder.getInstance().quoteAsString(String.valueOf(c), plain);
            }
        }
        return plain.toString().replace("\\\"", "\"");
    }

    private static void put(String text, ByteArrayOutputStream out) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isByte(text.charAt(i)) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                out.write(text.charAt(i));
                from = i + 1;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isByte(char c) {
        return c >= 0xdc80 && c <= 0xdcff;
    }
}

package dev.parlance.server.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths of configuration keys: {@code a.b}, with parts in double quotes where they contain dots, as in
 * {@code projects."/home/u/x.y".trust_level}.
 */
final class KeyPath {
    /** Deep enough for every real key; a bound for hostile ones. */
    static final int MAX_PARTS = 32;

    private KeyPath() {}

    /**
     * Takes a path apart.
     *
     * @throws IllegalArgumentException with a text for the caller if it is none
     */
    static List<String> parse(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("keyPath must not be empty");
        }
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder part = new StringBuilder();
            at = path.startsWith("\"", at) ? quoted(path, at, part) : bare(path, at, part);
            if (part.isEmpty()) {
                throw new IllegalArgumentException("keyPath segments must not be empty");
            }
            parts.add(ConfigValues.text(part.toString()));
            if (parts.size() > MAX_PARTS) {
                throw new IllegalArgumentException("keyPath has more than " + MAX_PARTS + " segments");
            }
            if (at == path.length()) {
                return List.copyOf(parts);
            }
            at++;
        }
    }

    private static int bare(String path, int from, StringBuilder part) {
        int dot = path.indexOf('.', from);
        int end = dot < 0 ? path.length() : dot;
        String text = path.substring(from, end).strip();
        if (text.indexOf('"') >= 0) {
            throw new IllegalArgumentException("keyPath has a quotation mark inside a segment; quote it whole");
        }
        part.append(text);
        return end;
    }

    private static int quoted(String path, int from, StringBuilder part) {
        for (int at = from + 1; at < path.length(); at++) {
            char c = path.charAt(at);
            if (c == '\\' && at + 1 < path.length()) {
                at++;
                char next = path.charAt(at);
                if (next != '"' && next != '\\') {
                    throw new IllegalArgumentException("keyPath knows the escapes \\\" and \\\\ only");
                }
                part.append(next);
            } else if (c == '"') {
                if (at + 1 < path.length() && path.charAt(at + 1) != '.') {
                    throw new IllegalArgumentException("keyPath has text after a quoted segment");
                }
                return at + 1;
            } else {
                part.append(c);
            }
        }
        throw new IllegalArgumentException("unterminated quoted keyPath segment");
    }

    /** The path in the form that {@link #parse} reads. */
    static String format(List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (!text.isEmpty()) {
                text.append('.');
            }
            boolean plain = !part.isEmpty()
                    && part.indexOf('.') < 0
                    && part.indexOf('"') < 0
                    && part.strip().equals(part);
            text.append(plain ? part : '"' + part.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return text.toString();
    }
}

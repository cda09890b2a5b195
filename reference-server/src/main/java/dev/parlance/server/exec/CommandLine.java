package dev.parlance.server.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shell text that is plain: words, joined by {@code &&}, {@code ||}, {@code ;} and {@code |}. Whatever could mean anything
 * else to a shell (expansions, redirections, assignments, subshells, reserved words, background, comments) is not plain, and
 * nothing may be concluded from it. Only text that every shell reads the same way counts.
 *
 * <pre>{@code
 * CommandLine.plain("git status && ls 'my folder'")   // [[git, status], [ls, my folder]]
 * CommandLine.plain("ls $(rm -rf .)")                 // empty
 * }</pre>
 */
public final class CommandLine {
    /** Longer texts are nothing that a person has approved word by word. */
    private static final int LONGEST = 8192;

    private static final String UNQUOTED = "_-./:,+@%=";

    private static final Set<String> RESERVED = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "do",
            "done",
            "case",
            "esac",
            "while",
            "until",
            "for",
            "in",
            "select",
            "function",
            "time",
            "coproc");

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int at;
    private int segmentStart;
    private boolean firstWordQuoted;
    private String joint = "";

    private CommandLine(String text) {
        this.text = text;
    }

    /**
     * One command of a line.
     *
     * @param words its words, unquoted; at least one
     * @param text as it was written
     * @param joint what stands before it: {@code &&}, {@code ||}, {@code ;}, {@code |}, or nothing for the first
     */
    public record Segment(List<String> words, String text, String joint) {
        /** Copies the words. */
        public Segment {
            words = List.copyOf(words);
        }
    }

    /** The commands of a plain line in order, at least one; empty where the text is not plain. */
    public static Optional<List<Segment>> plain(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            return Optional.empty();
        }
        CommandLine line = new CommandLine(text);
        return line.read() ? Optional.of(List.copyOf(line.segments)) : Optional.empty();
    }

    private boolean read() {
        while (true) {
            skipBlanks();
            if (at == text.length()) {
                return endSegment();
            }
            String operator = operatorHere();
            if (!operator.isEmpty()) {
                if (!endSegment()) {
                    return false;
                }
                at += operator.length();
                joint = operator;
                segmentStart = at;
            } else if (!readWord()) {
                return false;
            }
        }
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private String operatorHere() {
        if (text.startsWith("&&", at) || text.startsWith("||", at)) {
            return text.substring(at, at + 2);
        }
        char c = text.charAt(at);
        return c == ';' || c == '|' ? String.valueOf(c) : "";
    }

    private boolean endSegment() {
        // No words: a lone operator, or one of those that are not plain (;; |& |||).
        if (words.isEmpty()) {
            return false;
        }
        String first = words.get(0);
        if (!firstWordQuoted && (RESERVED.contains(first) || first.contains("="))) {
            return false;
        }
        segments.add(new Segment(words, text.substring(segmentStart, at).strip(), joint));
        words.clear();
        return true;
    }

    private boolean readWord() {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        while (at < text.length() && !isBlank(text.charAt(at)) && operatorHere().isEmpty()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                quoted = true;
                if (!readQuoted(c, word)) {
                    return false;
                }
            } else if (isLiteral(c)) {
                word.append(c);
                at++;
            } else {
                return false;
            }
        }
        if (words.isEmpty()) {
            firstWordQuoted = quoted;
        }
        words.add(word.toString());
        return true;
    }

    private boolean readQuoted(char quote, StringBuilder word) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            return false;
        }
        String inside = text.substring(at + 1, end);
        if (quote == '"' && inside.chars().anyMatch(c -> "$`\\!".indexOf(c) >= 0)) {
            return false;
        }
        word.append(inside);
        at = end + 1;
        return true;
    }

    private static boolean isLiteral(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNQUOTED.indexOf(c) >= 0;
    }
}

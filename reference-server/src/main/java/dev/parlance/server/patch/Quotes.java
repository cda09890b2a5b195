package dev.parlance.server.patch;

import java.util.List;
import java.util.stream.Collectors;

/** Foreign text inside messages, kept short. */
final class Quotes {
    private static final int MAX_LINE = 200;
    private static final int MAX_LINES = 20;

    private Quotes() {}

    static String shorten(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }

    /** The lines one below the other, indented. */
    static String block(List<String> lines) {
        String block = lines.stream()
                .limit(MAX_LINES)
                .map(line -> "  " + shorten(line))
                .collect(Collectors.joining("\n"));
        return lines.size() <= MAX_LINES ? block : block + "\n  … and " + (lines.size() - MAX_LINES) + " more lines";
    }
}

package dev.parlance.server.patch;

import java.util.List;

/**
 * One place of a file to be edited.
 *
 * @param line line of the patch that the hunk begins in, from 1
 * @param headers lines of the file to go to first, one after the other ({@code @@ class A}); may be empty
 * @param lines what stands there, and what shall
 * @param endOfFile true where the hunk reaches the end of the file
 */
public record PatchHunk(int line, List<String> headers, List<Line> lines, boolean endOfFile) {
    /** Keeps copies. */
    public PatchHunk {
        headers = List.copyOf(headers);
        lines = List.copyOf(lines);
    }

    /** What a line is for. */
    public enum Mark {
        /** It stays, and shows the place. */
        KEEP,
        /** It is there and goes. */
        REMOVE,
        /** It is not there and comes. */
        ADD
    }

    /** One line, without its end. */
    public record Line(Mark mark, String text) {}

    /** The lines looked for: kept and removed ones. */
    public List<String> wanted() {
        return lines.stream()
                .filter(line -> line.mark() != Mark.ADD)
                .map(Line::text)
                .toList();
    }
}

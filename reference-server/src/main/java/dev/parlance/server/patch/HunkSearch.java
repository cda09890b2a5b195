package dev.parlance.server.patch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines of a hunk in a file. Three ways of comparing are tried in turn, the strict one first: as it is, without
 * trailing blanks, without blanks on either side. Each pass takes time linear to the file (Knuth, Morris, Pratt), and the
 * passes of one file have a common budget: a hostile patch cannot make the search quadratic.
 */
final class HunkSearch {
    /** No place. */
    static final int NOWHERE = -1;

    /** Lines compared for one file; some seconds at the most. */
    private static final long BUDGET = 100_000_000;

    private enum Way {
        EXACT,
        TRAILING,
        TRIMMED;

        String of(String line) {
            return switch (this) {
                case EXACT -> line;
                case TRAILING -> line.stripTrailing();
                case TRIMMED -> line.strip();
            };
        }
    }

    /**
     * What was found.
     *
     * @param first the first place, or {@link #NOWHERE}
     * @param second the next one under the same way of comparing, or {@link #NOWHERE}
     */
    record Found(int first, int second) {
        boolean anywhere() {
            return first != NOWHERE;
        }
    }

    private final String file;
    private final List<String> lines;
    private final Map<Way, List<String>> normal = new EnumMap<>(Way.class);
    private long left = BUDGET;

    HunkSearch(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Looks for the lines, which are not empty, from that line of the file on. */
    Found find(List<String> wanted, int from) throws PatchException {
        for (Way way : Way.values()) {
            Found found = find(wanted, from, way);
            if (found.anywhere()) {
                return found;
            }
        }
        return new Found(NOWHERE, NOWHERE);
    }

    /** True where the file has those lines at that place, in any of the ways. */
    boolean matchesAt(List<String> wanted, int at) throws PatchException {
        if (at < 0 || at + wanted.size() > lines.size()) {
            return false;
        }
        spend(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            if (!Way.TRIMMED.of(lines.get(at + i)).equals(Way.TRIMMED.of(wanted.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private Found find(List<String> wanted, int from, Way way) throws PatchException {
        List<String> text = normal.computeIfAbsent(way, this::normalized);
        List<String> pattern = wanted.stream().map(way::of).toList();
        int[] borders = borders(pattern);
        int first = NOWHERE;
        int matched = 0;
        int at = from;
        for (; at < text.size(); at++) {
            while (matched > 0 && !text.get(at).equals(pattern.get(matched))) {
                matched = borders[matched - 1];
            }
            if (text.get(at).equals(pattern.get(matched))) {
                matched++;
            }
            if (matched == pattern.size()) {
                int place = at - matched + 1;
                if (first != NOWHERE) {
                    spend(at - from);
                    return new Found(first, place);
                }
                first = place;
                matched = borders[matched - 1];
            }
        }
        spend(at - from);
        return new Found(first, NOWHERE);
    }

    private List<String> normalized(Way way) {
        if (way == Way.EXACT) {
            return lines;
        }
        List<String> result = new ArrayList<>(lines.size());
        for (String line : lines) {
            result.add(way.of(line));
        }
        return result;
    }

    /** For each prefix the length of its longest border. */
    private static int[] borders(List<String> pattern) {
        int[] borders = new int[pattern.size()];
        int length = 0;
        for (int i = 1; i < borders.length; i++) {
            while (length > 0 && !pattern.get(i).equals(pattern.get(length))) {
                length = borders[length - 1];
            }
            if (pattern.get(i).equals(pattern.get(length))) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }

    private void spend(int compared) throws PatchException {
        left -= compared + 1L;
        if (left < 0) {
            throw new PatchException(
                    "the patch has too many hunks for a file of " + lines.size() + " lines: " + file + "; split it");
        }
    }
}

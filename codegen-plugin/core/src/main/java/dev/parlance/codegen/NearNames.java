package dev.parlance.codegen;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds what somebody may have meant: {@code NearNames.hint("thred/start", names)} is {@code "did you mean
 * thread/start?"}. For the remedies of problems.
 */
public final class NearNames {
    private static final int SHOWN = 3;
    private static final int LONGEST = 200;

    private NearNames() {}

    /** A question with the nearest names, or {@code otherwise} where none is near. */
    public static String hint(String wrong, Collection<String> names, String otherwise) {
        if (wrong.length() > LONGEST) {
            return otherwise;
        }
        int bound = Math.max(2, wrong.length() / 4);
        List<String> near = names.stream()
                .filter(name -> Math.abs(name.length() - wrong.length()) <= bound)
                .map(name -> Map.entry(name, distance(fold(wrong), fold(name))))
                .filter(entry -> entry.getValue() <= bound)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .limit(SHOWN)
                .map(Map.Entry::getKey)
                .toList();
        return near.isEmpty() ? otherwise : near.stream().collect(Collectors.joining(", ", "did you mean ", "?"));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's, with one row of memory. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

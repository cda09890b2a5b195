package dev.parlance.codex.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which messages may come in either order, and the one order that stands for all of them: of the orders that are allowed,
 * the first in the alphabet. Two runs that differ only so get the same lines.
 */
final class PartialOrder {
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(Pattern first, Pattern second) {
        boolean covers(String a, String b) {
            return first.matcher(a).find() && second.matcher(b).find();
        }
    }

    /** Lets lines in which {@code first} and {@code second} are found change places with each other. */
    void commute(String first, String second) {
        pairs.add(new Pair(Pattern.compile(first), Pattern.compile(second)));
    }

    /** The lines in the order that stands for all that are allowed. */
    List<String> canonical(List<String> lines) {
        List<String> left = new ArrayList<>(lines);
        List<String> out = new ArrayList<>();
        while (!left.isEmpty()) {
            int best = 0;
            for (int i = 1; i < left.size(); i++) {
                if (left.get(i).compareTo(left.get(best)) < 0 && free(left, i)) {
                    best = i;
                }
            }
            out.add(left.remove(best));
        }
        return out;
    }

    private boolean free(List<String> lines, int index) {
        for (int i = 0; i < index; i++) {
            if (!commute(lines.get(i), lines.get(index), pairs)) {
                return false;
            }
        }
        return true;
    }

    private static boolean commute(String a, String b, List<Pair> pairs) {
        return pairs.stream().anyMatch(pair -> pair.covers(a, b) || pair.covers(b, a));
    }
}

package dev.parlance.conformance.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a failing sequence smaller for as long as it fails in the same way: first fewer elements (delta debugging), then
 * smaller ones. Not for several threads at once.
 *
 * @param <T> what a sequence is made of
 */
final class Shrinker<T> {
    private final Probe<T> probe;
    private final Function<T, List<T>> smaller;
    private int budget;

    /**
     * @param smaller gives smaller variants of an element, the boldest first; none once it cannot be smaller
     * @param budget how many sequences may be tried
     */
    Shrinker(Probe<T> probe, Function<T, List<T>> smaller, int budget) {
        this.probe = probe;
        this.smaller = smaller;
        this.budget = budget;
    }

    /** The smallest failing sequence that was found; the one given is taken to fail. */
    List<T> shrink(List<T> failing) {
        List<T> fewer = fewer(failing);
        List<T> small = simpler(fewer);
        return small.equals(fewer) ? small : fewer(small);
    }

    private boolean fails(List<T> sequence) {
        if (budget <= 0) {
            return false;
        }
        budget--;
        return probe.fails(sequence);
    }

    private List<T> fewer(List<T> failing) {
        List<T> now = failing;
        int parts = 2;
        while (now.size() > 1) {
            List<T> less = withoutAPart(now, parts);
            if (less.size() < now.size()) {
                now = less;
                parts = Math.max(2, parts - 1);
            } else if (parts >= now.size()) {
                return now;
            } else {
                parts = Math.min(now.size(), parts * 2);
            }
        }
        return now;
    }

    /** The sequence without one of its parts, the last tried first: what comes late depends on what comes early. */
    private List<T> withoutAPart(List<T> all, int parts) {
        for (int part = parts - 1; part >= 0; part--) {
            int from = (int) ((long) all.size() * part / parts);
            int to = (int) ((long) all.size() * (part + 1) / parts);
            List<T> less = new ArrayList<>(all.subList(0, from));
            less.addAll(all.subList(to, all.size()));
            if (to > from && !less.isEmpty() && fails(less)) {
                return less;
            }
        }
        return all;
    }

    private List<T> simpler(List<T> failing) {
        List<T> now = new ArrayList<>(failing);
        for (int i = now.size() - 1; i >= 0; i--) {
            boolean progress = true;
            while (progress && budget > 0) {
                progress = false;
                for (T candidate : smaller.apply(now.get(i))) {
                    List<T> tried = new ArrayList<>(now);
                    tried.set(i, candidate);
                    if (fails(tried)) {
                        now = tried;
                        progress = true;
                        break;
                    }
                }
            }
        }
        return now;
    }
}

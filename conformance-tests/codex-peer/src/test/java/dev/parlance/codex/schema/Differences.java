package dev.parlance.codex.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects differences, each once, however many methods lead to it. */
final class Differences {
    private static final String PRESENT = "present";
    private static final String ABSENT = "absent";

    private final Map<String, Difference> found = new LinkedHashMap<>();

    Collection<Difference> all() {
        return found.values();
    }

    void compare(String at, String fact, String ours, String real, String reachedBy) {
        if (!ours.equals(real)) {
            Difference difference = new Difference(at, fact, ours, real, reachedBy);
            found.putIfAbsent(difference.identity(), difference);
        }
    }

    /** What only one of the sides has. */
    void comparePresence(String at, Set<String> ours, Set<String> real, String reachedBy) {
        Set<String> either = new TreeSet<>(ours);
        either.addAll(real);
        either.forEach(one -> compare(at + one, "presence", said(ours, one), said(real, one), reachedBy));
    }

    private static String said(Set<String> names, String name) {
        return names.contains(name) ? PRESENT : ABSENT;
    }
}

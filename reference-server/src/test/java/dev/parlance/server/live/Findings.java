package dev.parlance.server.live;

import java.util.ArrayList;
import java.util.List;

/** Collects what judges find. */
final class Findings {
    private static final int LONGEST = 600;

    private final List<Violation> found = new ArrayList<>();

    void add(String rule, int at, String text) {
        found.add(new Violation(rule, at, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…"));
    }

    void check(boolean kept, String rule, Transcript.Message message, String text) {
        if (!kept) {
            add(rule, message.index(), text + " in " + message.json());
        }
    }

    List<Violation> all() {
        return List.copyOf(found);
    }
}

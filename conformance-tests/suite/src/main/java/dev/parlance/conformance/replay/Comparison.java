package dev.parlance.conformance.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Compares what two servers said, connection by connection, in normal form and in order. */
final class Comparison {
    private static final int CONTEXT_BEFORE = 3;
    private static final int CONTEXT_AFTER = 2;
    /** Pairs of messages that are looked at to find what the two sides share; beyond, only where they part is told. */
    private static final long MAX_PAIRS = 25_000_000;

    private final Recording recording;
    private final List<Said> now;
    private final Correspondence ids;
    private final Predicate<Said> skipped;

    Comparison(Recording recording, List<Said> now, Correspondence ids, Predicate<Said> skipped) {
        this.recording = recording;
        this.now = now;
        this.ids = ids;
        this.skipped = skipped;
    }

    private record Line(String form, int event) {}

    List<Difference> differences() {
        NormalForm form = new NormalForm();
        recording.all().stream().filter(said -> !said.fromServer()).forEach(form::asked);
        // The recorded side first: there the ids get their numbers, in the order of the recording.
        List<List<Line>> then = new ArrayList<>();
        for (String connection : recording.connections()) {
            then.add(lines(recording.all(), connection, true, form));
        }
        List<Difference> found = new ArrayList<>();
        int at = 0;
        for (String connection : recording.connections()) {
            compare(connection, then.get(at++), lines(now, connection, false, form), found);
        }
        return found;
    }

    private List<Line> lines(List<Said> all, String connection, boolean recorded, NormalForm form) {
        List<Line> lines = new ArrayList<>();
        Set<String> streams = new HashSet<>();
        for (Said said : all) {
            if (!said.fromServer() || !said.connection().equals(connection) || skipped.test(said)) {
                continue;
            }
            String text = recorded ? form.recorded(said) : form.now(said, ids);
            if (!said.delta() || streams.add(text)) {
                lines.add(new Line(text, said.number()));
            }
        }
        return lines;
    }

    private static void compare(String connection, List<Line> then, List<Line> here, List<Difference> found) {
        boolean[] keptThen = new boolean[then.size()];
        boolean[] keptHere = new boolean[here.size()];
        markShared(then, here, keptThen, keptHere);
        int i = 0;
        int j = 0;
        while (i < then.size() || j < here.size()) {
            int fromThen = i;
            int fromHere = j;
            while (i < then.size() && !keptThen[i]) {
                i++;
            }
            while (j < here.size() && !keptHere[j]) {
                j++;
            }
            if (i > fromThen || j > fromHere) {
                found.add(new Difference(
                        connection,
                        forms(then, Math.max(0, fromThen - CONTEXT_BEFORE), fromThen),
                        forms(then, fromThen, i),
                        i > fromThen ? then.get(fromThen).event() : 0,
                        forms(here, fromHere, j),
                        j > fromHere ? here.get(fromHere).event() : 0,
                        forms(then, i, Math.min(then.size(), i + CONTEXT_AFTER))));
            }
            i++;
            j++;
        }
    }

    private static List<String> forms(List<Line> lines, int from, int to) {
        return lines.subList(Math.min(from, lines.size()), Math.min(to, lines.size())).stream()
                .map(Line::form)
                .toList();
    }

    /** Marks a longest common subsequence. */
    private static void markShared(List<Line> then, List<Line> here, boolean[] keptThen, boolean[] keptHere) {
        int head = 0;
        while (head < Math.min(then.size(), here.size()) && same(then.get(head), here.get(head))) {
            keptThen[head] = true;
            keptHere[head] = true;
            head++;
        }
        int n = then.size() - head;
        int m = here.size() - head;
        if ((long) n * m > MAX_PAIRS) {
            return;
        }
        int[][] longest = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                longest[i][j] = same(then.get(head + i), here.get(head + j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            if (same(then.get(head + i), here.get(head + j))) {
                keptThen[head + i++] = true;
                keptHere[head + j++] = true;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private static boolean same(Line one, Line other) {
        return one.form().equals(other.form());
    }
}

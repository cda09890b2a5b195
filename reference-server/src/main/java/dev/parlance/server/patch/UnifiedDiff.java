package dev.parlance.server.patch;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The hunks of a unified diff, three lines of context, as {@code git diff} writes them. For texts that have very much not in
 * common one hunk replaces it all: exact too, only longer, and the time stays bounded.
 *
 * <pre>{@code
 * UnifiedDiff.hunks("one\ntwo\n", "one\nTWO\n");   // "@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n"
 * }</pre>
 */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /** Lines added and removed that are looked for one by one; time and memory of the search grow with its square. */
    private static final int MAX_EDITS = 1_500;

    private final List<String> before;
    private final List<String> after;

    private UnifiedDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** The hunks without a file header; empty where the texts are equal. */
    static String hunks(String before, String after) {
        return new UnifiedDiff(lines(before), lines(after)).hunks();
    }

    /** Each with its line feed, where it has one: a missing one at the end is a difference. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', start)) {
            lines.add(text.substring(start, lf + 1));
            start = lf + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private String hunks() {
        StringBuilder out = new StringBuilder();
        List<Change> group = new ArrayList<>();
        for (Change change : changes()) {
            if (!group.isEmpty() && change.startOriginal - group.get(group.size() - 1).endOriginal > 2 * CONTEXT) {
                write(out, group);
                group.clear();
            }
            group.add(change);
        }
        if (!group.isEmpty()) {
            write(out, group);
        }
        return out.toString();
    }

    /** What differs, in order, by line numbers of the whole texts. */
    private List<Change> changes() {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> old = before.subList(head, before.size() - tail);
        List<String> now = after.subList(head, after.size() - tail);
        if (old.isEmpty() && now.isEmpty()) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        for (Change change : middle(old, now)) {
            changes.add(new Change(
                    change.deltaType,
                    change.startOriginal + head,
                    change.endOriginal + head,
                    change.startRevised + head,
                    change.endRevised + head));
        }
        changes.sort(Comparator.comparingInt((Change change) -> change.startOriginal)
                .thenComparingInt(change -> change.startRevised));
        return changes;
    }

    private static List<Change> middle(List<String> old, List<String> now) {
        try {
            return new MyersDiff<String>().computeDiff(old, now, new Limit());
        } catch (TooManyEdits e) {
            return List.of(new Change(DeltaType.CHANGE, 0, old.size(), 0, now.size()));
        }
    }

    private void write(StringBuilder out, List<Change> group) {
        Change first = group.get(0);
        Change last = group.get(group.size() - 1);
        int lead = Math.min(CONTEXT, first.startOriginal);
        int start = first.startOriginal - lead;
        int end = Math.min(before.size(), last.endOriginal + CONTEXT);
        int startAfter = first.startRevised - lead;
        int endAfter = last.endRevised + end - last.endOriginal;
        out.append("@@ -").append(range(start, end - start));
        out.append(" +").append(range(startAfter, endAfter - startAfter)).append(" @@\n");
        int at = start;
        for (Change change : group) {
            write(out, ' ', before.subList(at, change.startOriginal));
            write(out, '-', before.subList(change.startOriginal, change.endOriginal));
            write(out, '+', after.subList(change.startRevised, change.endRevised));
            at = change.endOriginal;
        }
        write(out, ' ', before.subList(at, end));
    }

    /** A range of none is named by the line before it. */
    private static String range(int start, int count) {
        if (count == 1) {
            return Integer.toString(start + 1);
        }
        return (count == 0 ? start : start + 1) + "," + count;
    }

    private static void write(StringBuilder out, char mark, List<String> lines) {
        for (String line : lines) {
            out.append(mark).append(line);
            if (!line.endsWith("\n")) {
                out.append("\n\\ No newline at end of file\n");
            }
        }
    }

    /** Ends the search when it becomes too long. */
    private static final class Limit implements DiffAlgorithmListener {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int value, int max) {
            if (value > MAX_EDITS) {
                throw new TooManyEdits();
            }
        }

        @Override
        public void diffEnd() {}
    }

    private static final class TooManyEdits extends RuntimeException {
        TooManyEdits() {
            super("too many edits", null, false, false);
        }
    }
}

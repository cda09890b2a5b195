package dev.parlance.conformance.replay;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Tells people what became of a replay: the sum, the first difference with what stands around it, then the others.
 *
 * <pre>{@code
 * new ReplayReport(new PrintWriter(System.out, true)).write(replayed);
 * }</pre>
 */
public final class ReplayReport {
    private static final int SHOWN_DIFFERENCES = 20;
    private static final int SHOWN_LINES = 10;
    private static final int WIDTH = 200;

    private final PrintWriter out;

    /** Writes there; the writer is flushed, never closed. */
    public ReplayReport(PrintWriter out) {
        this.out = out;
    }

    /** Writes the report on one replay. */
    public void write(Replayed replayed) {
        List<Difference> differences = replayed.differences();
        out.printf(
                Locale.ROOT,
                "%d difference%s: %s against %s%n",
                differences.size(),
                differences.size() == 1 ? "" : "s",
                printable(replayed.recording()),
                printable(replayed.target()));
        replayed.troubles().forEach(trouble -> out.println("  " + printable(trouble)));
        for (int i = 0; i < Math.min(SHOWN_DIFFERENCES, differences.size()); i++) {
            difference(differences.get(i), i == 0);
        }
        if (differences.size() > SHOWN_DIFFERENCES) {
            out.println("and " + (differences.size() - SHOWN_DIFFERENCES) + " more");
        }
        out.flush();
    }

    private void difference(Difference difference, boolean first) {
        out.printf(
                Locale.ROOT,
                "%n%s on %s, %s, %s%n",
                first ? "first difference" : "difference",
                printable(difference.connection()),
                place(difference.recordedEvent(), "event %d of the recording", "nothing in the recording"),
                place(difference.nowEvent(), "event %d now", "nothing now"));
        lines("    ", difference.before());
        lines("  - ", difference.recorded());
        lines("  + ", difference.now());
        lines("    ", difference.after());
    }

    private static String place(int event, String there, String missing) {
        return event == 0 ? missing : String.format(Locale.ROOT, there, event);
    }

    private void lines(String sign, List<String> lines) {
        lines.stream().limit(SHOWN_LINES).forEach(line -> out.println(sign + printable(line)));
        if (lines.size() > SHOWN_LINES) {
            out.println(sign + "… and " + (lines.size() - SHOWN_LINES) + " more");
        }
    }

    /** What came off a wire may hold anything, terminal escapes included. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(WIDTH).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > WIDTH ? shown.append('…').toString() : shown.toString();
    }
}

package dev.parlance.server.patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as lines, each with its own end, so that what is not edited keeps its bytes.
 *
 * @param bodies the lines without their ends
 * @param ends {@code "\n"}, {@code "\r\n"}, or empty for a last line without one; as many as bodies
 */
record TextLines(List<String> bodies, List<String> ends) {
    private static final String LF = "\n";
    private static final String CRLF = "\r\n";

    static TextLines of(String text) {
        List<String> bodies = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        int start = 0;
        for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', start)) {
            boolean crlf = lf > start && text.charAt(lf - 1) == '\r';
            bodies.add(text.substring(start, crlf ? lf - 1 : lf));
            ends.add(crlf ? CRLF : LF);
            start = lf + 1;
        }
        if (start < text.length()) {
            bodies.add(text.substring(start));
            ends.add("");
        }
        return new TextLines(bodies, ends);
    }

    /** How lines that are new should end: as the first one does. */
    String usualEnd() {
        return !ends.isEmpty() && ends.get(0).equals(CRLF) ? CRLF : LF;
    }

    /** True where the last line has an end, or there is none. */
    boolean endsWithNewline() {
        return ends.isEmpty() || !ends.get(ends.size() - 1).isEmpty();
    }
}

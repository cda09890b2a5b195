package dev.parlance.server.patch;

import dev.parlance.server.patch.HunkSearch.Found;
import dev.parlance.server.patch.PatchHunk.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies the hunks of one file to its text. Kept lines stay as the file has them, also where the patch differs in blanks;
 * new lines end as the file's first line does; a missing newline at the end stays missing.
 */
final class HunkEditor {
    private final String file;
    private final TextLines old;
    private final HunkSearch search;
    private final List<String> bodies = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private int done;

    private HunkEditor(String file, String text) {
        this.file = file;
        this.old = TextLines.of(text);
        this.search = new HunkSearch(file, old.bodies());
    }

    /**
     * The text after the hunks.
     *
     * @param file as messages name it
     * @throws PatchException if lines are not found after those of the hunk before, or at several places
     */
    static String edit(String file, String text, List<PatchHunk> hunks) throws PatchException {
        HunkEditor editor = new HunkEditor(file, text);
        for (PatchHunk hunk : hunks) {
            editor.apply(hunk);
        }
        editor.keepUpTo(editor.old.bodies().size());
        return editor.joined();
    }

    private void apply(PatchHunk hunk) throws PatchException {
        int from = done;
        for (String header : hunk.headers()) {
            Found found = search.find(List.of(header), from);
            if (!found.anywhere()) {
                throw notFound(hunk, "no line to match the header", List.of(header), from);
            }
            from = found.first() + 1;
        }
        keepUpTo(place(hunk, from));
        for (PatchHunk.Line line : hunk.lines()) {
            if (line.mark() == Mark.ADD) {
                bodies.add(line.text());
                ends.add(old.usualEnd());
            } else if (line.mark() == Mark.KEEP) {
                keepUpTo(done + 1);
            } else {
                done++;
            }
        }
    }

    private int place(PatchHunk hunk, int from) throws PatchException {
        List<String> wanted = hunk.wanted();
        int size = old.bodies().size();
        if (wanted.isEmpty()) {
            // Only new lines: below the header where there is one, else at the end.
            return hunk.headers().isEmpty() || hunk.endOfFile() ? size : from;
        }
        if (hunk.endOfFile()) {
            int at = size - wanted.size();
            if (at < from || !search.matchesAt(wanted, at)) {
                throw notFound(hunk, "the file does not end with these lines", wanted, from);
            }
            return at;
        }
        Found found = search.find(wanted, from);
        if (!found.anywhere()) {
            throw notFound(hunk, "these lines are not in the file", wanted, from);
        }
        if (found.second() != HunkSearch.NOWHERE && hunk.headers().isEmpty()) {
            throw new PatchException("the hunk at line " + hunk.line() + " of the patch fits " + file
                    + " at several places (lines " + (found.first() + 1) + " and " + (found.second() + 1)
                    + "); give more lines around it, or a header \"@@ …\" with a line above it:\n"
                    + Quotes.block(wanted));
        }
        return found.first();
    }

    private PatchException notFound(PatchHunk hunk, String what, List<String> wanted, int from) {
        return new PatchException("the hunk at line " + hunk.line() + " of the patch does not fit " + file + ": " + what
                + (from == 0 ? "" : " after line " + from) + "; read the file again:\n" + Quotes.block(wanted));
    }

    private void keepUpTo(int line) {
        bodies.addAll(old.bodies().subList(done, line));
        ends.addAll(old.ends().subList(done, line));
        done = line;
    }

    private String joined() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bodies.size(); i++) {
            text.append(bodies.get(i));
            if (i < bodies.size() - 1 || old.endsWithNewline()) {
                text.append(ends.get(i).isEmpty() ? old.usualEnd() : ends.get(i));
            }
        }
        return text.toString();
    }
}

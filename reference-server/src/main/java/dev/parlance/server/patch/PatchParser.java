package dev.parlance.server.patch;

import dev.parlance.server.patch.PatchHunk.Line;
import dev.parlance.server.patch.PatchHunk.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a patch line by line: never back, so in time linear to its length. */
final class PatchParser {
    private static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String ADD = "*** Add File: ";
    private static final String DELETE = "*** Delete File: ";
    private static final String UPDATE = "*** Update File: ";
    private static final String MOVE = "*** Move to: ";
    private static final String END_OF_FILE = "*** End of File";

    /** The header of a unified diff, which models write now and then. Its numbers are guesses and say nothing. */
    private static final Pattern NUMBERS = Pattern.compile("@@ -\\d+(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

    private final String[] lines;
    private int next;

    PatchParser(String text) {
        lines = text.strip().split("\r?\n", -1);
    }

    PatchText parse() throws PatchException {
        if (!lines[0].strip().equals(BEGIN)) {
            throw error(1, "a patch begins with \"" + BEGIN + "\", found " + shown(lines[0]));
        }
        if (lines.length < 2 || !lines[lines.length - 1].strip().equals(END)) {
            throw error(lines.length, "a patch ends with \"" + END + "\", found " + shown(lines[lines.length - 1]));
        }
        next = 1;
        List<PatchSection> sections = new ArrayList<>();
        while (next < lines.length - 1) {
            if (sections.size() == PatchText.MAX_FILES) {
                throw error(next + 1, "the patch names more than " + PatchText.MAX_FILES + " files; split it");
            }
            sections.add(section());
        }
        if (sections.isEmpty()) {
            throw error(2, "the patch is empty: nothing between \"" + BEGIN + "\" and \"" + END + "\"");
        }
        return new PatchText(sections);
    }

    private PatchSection section() throws PatchException {
        int line = next + 1;
        String head = lines[next++];
        if (head.startsWith(ADD)) {
            return new PatchSection.Add(line, path(head, ADD, line), content());
        }
        if (head.startsWith(DELETE)) {
            return new PatchSection.Delete(line, path(head, DELETE, line));
        }
        if (head.startsWith(UPDATE)) {
            return update(line, path(head, UPDATE, line));
        }
        throw error(
                line,
                "expected \"*** Add File: \", \"*** Delete File: \" or \"*** Update File: \" and a path, found "
                        + shown(head));
    }

    private static String path(String head, String prefix, int line) throws PatchException {
        String path = head.substring(prefix.length()).strip();
        if (path.isEmpty()) {
            throw error(line, "a path is missing after \"" + prefix.strip() + "\"");
        }
        return path;
    }

    private String content() throws PatchException {
        StringBuilder content = new StringBuilder();
        while (inSection()) {
            String line = lines[next++];
            if (!line.startsWith("+")) {
                throw error(next, "every line of an added file begins with '+', found " + shown(line));
            }
            content.append(line, 1, line.length()).append('\n');
        }
        return content.toString();
    }

    private PatchSection update(int line, String path) throws PatchException {
        String moveTo = null;
        if (next < lines.length - 1 && lines[next].startsWith(MOVE)) {
            next++;
            moveTo = path(lines[next - 1], MOVE, next);
        }
        List<PatchHunk> hunks = new ArrayList<>();
        while (inSection()) {
            hunks.add(hunk());
        }
        if (hunks.isEmpty() && moveTo == null) {
            throw error(line, "the update of " + path + " has neither hunks nor a new place");
        }
        return new PatchSection.Update(line, path, moveTo, hunks);
    }

    /** False at the next section and at the end. A line of a hunk never begins with an asterisk. */
    private boolean inSection() {
        return next < lines.length - 1 && (!lines[next].startsWith("*** ") || lines[next].startsWith(END_OF_FILE));
    }

    private PatchHunk hunk() throws PatchException {
        int start = next + 1;
        List<String> headers = new ArrayList<>();
        while (inSection() && lines[next].startsWith("@@")) {
            String header = header(lines[next++]);
            if (header != null) {
                headers.add(header);
            }
        }
        List<Line> body = new ArrayList<>();
        boolean endOfFile = false;
        while (inSection() && !lines[next].startsWith("@@") && !endOfFile) {
            String line = lines[next++];
            if (line.startsWith(END_OF_FILE)) {
                endOfFile = true;
            } else {
                body.add(line(line));
            }
        }
        if (body.isEmpty()) {
            throw error(start, "a hunk without lines");
        }
        return new PatchHunk(start, headers, body, endOfFile);
    }

    private static @Nullable String header(String line) {
        String text = line.substring(2);
        if (text.isBlank() || NUMBERS.matcher(line).matches()) {
            return null;
        }
        return text.startsWith(" ") ? text.substring(1) : text;
    }

    private Line line(String line) throws PatchException {
        if (line.isEmpty()) {
            return new Line(Mark.KEEP, "");
        }
        String text = line.substring(1);
        return switch (line.charAt(0)) {
            case ' ' -> new Line(Mark.KEEP, text);
            case '-' -> new Line(Mark.REMOVE, text);
            case '+' -> new Line(Mark.ADD, text);
            default -> throw error(next, "a line of a hunk begins with ' ', '-', '+' or \"@@\", found " + shown(line));
        };
    }

    private static PatchException error(int line, String reason) {
        return new PatchException("line " + line + " of the patch: " + reason);
    }

    private static String shown(String line) {
        return "\"" + Quotes.shorten(line) + "\"";
    }
}

package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HunkEditorTest {
    static List<Arguments> edits() {
        return List.of(
                Arguments.of("replaces", "a\nb\nc\n", "@@\n a\n-b\n+B\n c", "a\nB\nc\n"),
                Arguments.of("keeps CRLF", "a\r\nb\r\nc\r\n", "@@\n a\n-b\n+B\n+B2", "a\r\nB\r\nB2\r\nc\r\n"),
                Arguments.of("keeps mixed ends", "a\r\nb\nc\r\n", "@@\n-a\n+A\n b", "A\r\nb\nc\r\n"),
                Arguments.of("keeps a missing newline", "a\nb", "@@\n-b\n+B", "a\nB"),
                Arguments.of("keeps it missing behind a new line", "a\nb", "@@\n b\n+c", "a\nb\nc"),
                Arguments.of("fills an empty file", "", "@@\n+a", "a\n"),
                Arguments.of("empties a file", "a\n", "@@\n-a", ""),
                Arguments.of("ignores trailing blanks and keeps the file's", "a  \nb\n", "@@\n a\n-b\n+B", "a  \nB\n"),
                Arguments.of("ignores all blanks", "\ta\n  b\n", "@@\n a\n-b\n+B", "\ta\nB\n"),
                Arguments.of("prefers the exact line", " b\nb\n", "@@\n-b\n+B", " b\nB\n"),
                Arguments.of("goes below the header", "f\nx\ng\nx\n", "@@ g\n-x\n+X", "f\nx\ng\nX\n"),
                Arguments.of(
                        "goes below several headers", "f\na\nx\ng\na\nx\n", "@@ g\n@@ a\n-x\n+X", "f\na\nx\ng\na\nX\n"),
                Arguments.of("goes on behind the hunk before", "x\ny\nx\n", "@@\n x\n-y\n+Y\n@@\n-x\n+X", "x\nY\nX\n"),
                Arguments.of("inserts below the header", "f\ng\n", "@@ f\n+x", "f\nx\ng\n"),
                Arguments.of("appends without one", "f\ng\n", "@@\n+x", "f\ng\nx\n"),
                Arguments.of("anchors at the end", "x\ny\nx\n", "@@\n-x\n+X\n*** End of File", "x\ny\nX\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void edits(String fact, String before, String hunks, String after) throws Exception {
        assertThat(edit(before, hunks)).as(fact).isEqualTo(after);
    }

    static List<Arguments> misfits() {
        return List.of(
                Arguments.of(
                        "a\nb\n",
                        "@@\n a\n-x\n+y",
                        "the hunk at line 3 of the patch does not fit f.txt: these lines are not in the file; read the file"
                                + " again:\n  a\n  x"),
                Arguments.of(
                        "x\n1\ny\n",
                        "@@\n-y\n+Y\n@@\n-x\n+X",
                        "the hunk at line 6 of the patch does not fit f.txt: these lines are not in the file after line 3;"
                                + " read the file again:\n  x"),
                Arguments.of(
                        "x\ny\nx\n",
                        "@@\n-x\n+X",
                        "the hunk at line 3 of the patch fits f.txt at several places (lines 1 and 3); give more lines around"
                                + " it, or a header \"@@ …\" with a line above it:\n  x"),
                Arguments.of(
                        "a\n",
                        "@@ class B\n-a\n+b",
                        "the hunk at line 3 of the patch does not fit f.txt: no line to match the header; read the file"
                                + " again:\n  class B"),
                Arguments.of(
                        "x\ny\n",
                        "@@\n-x\n+X\n*** End of File",
                        "the hunk at line 3 of the patch does not fit f.txt: the file does not end with these lines; read"
                                + " the file again:\n  x"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void linesThatDoNotFitAreNamed(String before, String hunks, String message) {
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> edit(before, hunks))
                .withMessage(message);
    }

    @Test
    void hostileRepetitionIsCutOff() {
        String before = "a\n".repeat(1_000_000);
        String hunks = "@@\n" + " a\n".repeat(1_000) + "-b\n";
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> edit(before, hunks))
                .withMessageContaining("these lines are not in the file");
        String many = "@@ a\n@@ a\n+x\n".repeat(20_000);
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> edit("a\n" + "b\n".repeat(200_000), "@@ a\n+x\n" + many))
                .withMessageContaining("does not fit");
        String spread = "@@\n-a\n+x\n@@\n b\n".repeat(20_000);
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> edit("a\nb\n".repeat(20_000) + "c\n".repeat(1_000_000), spread))
                .withMessageContaining("several places");
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> edit(numbered(300_000), numberedHunks(2_000)))
                .withMessageContaining("too many hunks");
    }

    @Test
    void hunksOfAUnifiedDiffLeadToTheTextAfter() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            StringBuilder before = new StringBuilder();
            StringBuilder after = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                int dice = random.nextInt(12);
                before.append(dice == 0 ? "" : i + "\n");
                after.append(dice == 1 ? "" : dice == 2 ? "new " + i + "\n" : i + "\n");
            }
            String hunks = UnifiedDiff.hunks(before.toString(), after.toString());
            if (!hunks.isEmpty()) {
                assertThat(edit(before.toString(), hunks.strip())).as(hunks).isEqualTo(after.toString());
            }
        }
    }

    private static String numbered(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(i).append('\n');
        }
        return text.toString();
    }

    private static String numberedHunks(int hunks) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hunks; i++) {
            text.append("@@\n-").append(i).append("\n+x\n");
        }
        return text.toString();
    }

    private static String edit(String before, String hunks) throws PatchException {
        PatchText patch = PatchText.parse("*** Begin Patch\n*** Update File: f.txt\n" + hunks + "\n*** End Patch");
        PatchSection.Update update = (PatchSection.Update) patch.sections().get(0);
        return HunkEditor.edit("f.txt", before, update.hunks());
    }
}

package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlance.server.patch.PatchHunk.Line;
import dev.parlance.server.patch.PatchHunk.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PatchTextTest {
    private static final PatchText EVERYTHING = new PatchText(List.of(
            new PatchSection.Add(2, "new file.txt", "one\n\n  three\n"),
            new PatchSection.Delete(6, "old.txt"),
            new PatchSection.Update(
                    7,
                    "a.txt",
                    "b.txt",
                    List.of(
                            new PatchHunk(
                                    9,
                                    List.of("class A {", "  void f() {"),
                                    List.of(
                                            new Line(Mark.KEEP, "keep"),
                                            new Line(Mark.REMOVE, "go"),
                                            new Line(Mark.ADD, "come"),
                                            new Line(Mark.KEEP, "")),
                                    false),
                            new PatchHunk(15, List.of(), List.of(new Line(Mark.ADD, "last")), true))),
            new PatchSection.Add(18, "empty", "")));

    private static final String TEXT = """
            *** Begin Patch
            *** Add File: new file.txt
            +one
            +
            +  three
            *** Delete File: old.txt
            *** Update File: a.txt
            *** Move to: b.txt
            @@ class A {
            @@   void f() {
             keep
            -go
            +come

            @@ -3,4 +3,5 @@ whatever
            +last
            *** End of File
            *** Add File: empty
            *** End Patch
            """;

    @Test
    void everyPartIsRead() throws Exception {
        assertThat(PatchText.parse(TEXT)).isEqualTo(EVERYTHING);
    }

    @Test
    void linesMayEndInCrLfAndBlanksMaySurroundThePatch() throws Exception {
        assertThat(PatchText.parse("\n  " + TEXT.replace("\n", "\r\n") + " \n\n"))
                .isEqualTo(EVERYTHING);
    }

    static List<Arguments> malformed() {
        return List.of(
                Arguments.of("", "line 1 of the patch: a patch begins with \"*** Begin Patch\", found \"\""),
                Arguments.of(
                        "rm -rf", "line 1 of the patch: a patch begins with \"*** Begin Patch\", found \"rm -rf\""),
                Arguments.of(
                        "*** Begin Patch",
                        "line 1 of the patch: a patch ends with \"*** End Patch\", found \"*** Begin Patch\""),
                Arguments.of(
                        "*** Begin Patch\n*** Delete File: a",
                        "line 2 of the patch: a patch ends with \"*** End Patch\", found \"*** Delete File: a\""),
                Arguments.of(
                        "*** Begin Patch\n*** End Patch",
                        "line 2 of the patch: the patch is empty: nothing between \"*** Begin Patch\" and \"*** End Patch\""),
                Arguments.of(
                        "*** Begin Patch\n*** Rename File: a\n*** End Patch",
                        "line 2 of the patch: expected \"*** Add File: \", \"*** Delete File: \" or \"*** Update File: \""
                                + " and a path, found \"*** Rename File: a\""),
                Arguments.of(
                        "*** Begin Patch\n*** Add File:   \n+a\n*** End Patch",
                        "line 2 of the patch: a path is missing after \"*** Add File:\""),
                Arguments.of(
                        "*** Begin Patch\n*** Add File: a\n+a\nb\n*** End Patch",
                        "line 4 of the patch: every line of an added file begins with '+', found \"b\""),
                Arguments.of(
                        "*** Begin Patch\n*** Update File: a\n*** End Patch",
                        "line 2 of the patch: the update of a has neither hunks nor a new place"),
                Arguments.of(
                        "*** Begin Patch\n*** Update File: a\n@@ f\n*** End Patch",
                        "line 3 of the patch: a hunk without lines"),
                Arguments.of(
                        "*** Begin Patch\n*** Update File: a\n@@\n+x\nfoo\n*** End Patch",
                        "line 5 of the patch: a line of a hunk begins with ' ', '-', '+' or \"@@\", found \"foo\""),
                Arguments.of(
                        "*** Begin Patch\n" + "*** Delete File: a\n".repeat(501) + "*** End Patch",
                        "line 502 of the patch: the patch names more than 500 files; split it"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedTextIsRefusedWithLineAndReason(String text, String message) {
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchText.parse(text))
                .withMessage(message);
    }

    @Test
    void hugeTextIsRefused() {
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchText.parse("x".repeat(10_000_001)))
                .withMessage("the patch has 10000001 characters, at most 10000000 are taken; split it");
    }
}

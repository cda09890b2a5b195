package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.server.patch.AppliedPatch.FileEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TurnDiffTest {
    private static final Path ROOT = Path.of("/repo");
    private static final Path A = ROOT.resolve("a.txt");
    private static final Path B = ROOT.resolve("dir/b.txt");

    private final TurnDiff diff = new TurnDiff(ROOT);

    @Test
    void updateAndAddReadAsTheRealServerWritesThem() {
        diff.accept(new AppliedPatch(List.of(
                new FileEdit(A, null, "one\ntwo\nthree\n", "one\nTWO\nthree\n"),
                new FileEdit(ROOT.resolve("notes.txt"), null, null, "alpha\nbeta\n"))));
        assertThat(diff.text()).isEqualTo("""
                        diff --git a/a.txt b/a.txt
                        index 4cb29ea38f70d7c61b2a3a25b02e3bdf44905402..ddc897f039f57aa91e16efa6dfde386c4255206f
                        --- a/a.txt
                        +++ b/a.txt
                        @@ -1,3 +1,3 @@
                         one
                        -two
                        +TWO
                         three
                        diff --git a/notes.txt b/notes.txt
                        new file mode 100644
                        index 0000000000000000000000000000000000000000..fbbee861521bd5355538b096fa3998541cd33909
                        --- /dev/null
                        +++ b/notes.txt
                        @@ -0,0 +1,2 @@
                        +alpha
                        +beta
                        """);
    }

    @Test
    void severalChangesOfOneFileAreOneSection() {
        edit(A, null, "1\n", "2\n");
        edit(A, null, "2\n", "3");
        assertThat(diff.text()).isEqualTo("""
                        diff --git a/a.txt b/a.txt
                        index d00491fd7e5bb6fa28c517a0bb32b8b506539d4d..e440e5c842586965a7fb77deda2eca68612b1f53
                        --- a/a.txt
                        +++ b/a.txt
                        @@ -1 +1 @@
                        -1
                        +3
                        \\ No newline at end of file
                        """);
    }

    @Test
    void whatEndsAsItBeganIsNotShown() {
        edit(A, null, null, "x\n");
        edit(A, null, "x\n", null);
        edit(B, null, "1\n", "2\n");
        edit(B, null, "2\n", "1\n");
        assertThat(diff.text()).isEmpty();
    }

    @Test
    void moveIsARename() {
        edit(A, B, "1\n", "2\n");
        assertThat(diff.text()).isEqualTo("""
                        diff --git a/a.txt b/dir/b.txt
                        rename from a.txt
                        rename to dir/b.txt
                        index d00491fd7e5bb6fa28c517a0bb32b8b506539d4d..0cfbf08886fca9a91cb753ec8734c84fcbe52c9f
                        --- a/a.txt
                        +++ b/dir/b.txt
                        @@ -1 +1 @@
                        -1
                        +2
                        """);
    }

    @Test
    void moveThenDeleteIsTheDeletionOfTheOriginal() {
        edit(A, B, "1\n", "1\n");
        edit(B, null, "1\n", null);
        assertThat(diff.text()).isEqualTo("""
                        diff --git a/a.txt b/a.txt
                        deleted file mode 100644
                        index d00491fd7e5bb6fa28c517a0bb32b8b506539d4d..0000000000000000000000000000000000000000
                        --- a/a.txt
                        +++ /dev/null
                        @@ -1 +0,0 @@
                        -1
                        """);
    }

    @Test
    void pathOutsideTheRootStandsWhole() {
        edit(Path.of("/tmp/x y"), null, null, "1\n");
        assertThat(diff.text()).isEqualTo("""
                        diff --git a//tmp/x y b//tmp/x y
                        new file mode 100644
                        index 0000000000000000000000000000000000000000..d00491fd7e5bb6fa28c517a0bb32b8b506539d4d
                        --- /dev/null
                        +++ b//tmp/x y\t
                        @@ -0,0 +1 @@
                        +1
                        """);
    }

    @Test
    void nameCannotBreakTheFormat() {
        edit(ROOT.resolve("a\n+++ b/\"c"), null, "1\n", null);
        assertThat(diff.text()).startsWith("diff --git \"a/a\\012+++ b/\\\"c\" \"b/a\\012+++ b/\\\"c\"\ndeleted");
    }

    @Test
    void rewriteOfALargeFileStaysBounded() {
        String before = "a\n".repeat(400_000);
        String after = "b\n".repeat(400_000);
        assertThat(UnifiedDiff.hunks(before, after))
                .startsWith("@@ -1,400000 +1,400000 @@\n-a\n")
                .hasSize(2 * 3 * 400_000 + "@@ -1,400000 +1,400000 @@\n".length());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void gitMakesTheFilesAfterOutOfThoseBefore(long seed, @TempDir Path work) throws Exception {
        Random random = new Random(seed);
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            files.put("d" + i % 3 + "/file " + i, text(random, List.of()));
        }
        write(work, files);
        TurnDiff turn = new TurnDiff(work);
        for (int i = 0; i < 40; i++) {
            turn.accept(new AppliedPatch(List.of(change(random, work, files, i))));
        }
        apply(work, turn.text());
        assertThat(read(work)).isEqualTo(files);
    }

    private static FileEdit change(Random random, Path work, Map<String, String> files, int step) {
        List<String> names = new ArrayList<>(files.keySet());
        String name = names.get(random.nextInt(names.size()));
        String before = files.get(name);
        Path path = work.resolve(name);
        String after = text(random, before.lines().toList());
        switch (random.nextInt(4)) {
            case 0:
                files.put("new/é" + step, after);
                return new FileEdit(work.resolve("new/é" + step), null, null, after);
            case 1:
                files.remove(name);
                return new FileEdit(path, null, before, null);
            case 2:
                // Moved with one line changed: as git itself would call it a rename.
                files.remove(name);
                files.put("moved/" + step, after);
                return new FileEdit(path, work.resolve("moved/" + step), before, after);
            default:
                files.put(name, after);
                return new FileEdit(path, null, before, after);
        }
    }

    /** Random lines, mostly of those given; few distinct ones, so that they repeat. */
    private static String text(Random random, List<String> old) {
        List<String> lines = new ArrayList<>();
        for (String line : old) {
            int dice = random.nextInt(10);
            if (dice > 0) {
                lines.add(line);
            }
            if (dice == 1) {
                lines.add("new " + random.nextInt(5));
            }
        }
        if (old.isEmpty()) {
            for (int i = random.nextInt(40); i > 0; i--) {
                lines.add(
                        random.nextInt(8) == 0
                                ? ""
                                : "line " + random.nextInt(6) + (random.nextInt(9) == 0 ? "\r" : ""));
            }
        }
        String text = String.join("\n", lines);
        return random.nextInt(4) == 0 || text.isEmpty() ? text : text + "\n";
    }

    private static void write(Path work, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = work.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static Map<String, String> read(Path work) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(work.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static void apply(Path work, String diff) throws Exception {
        Process git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", "-")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = git.getOutputStream()) {
            in.write(diff.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as("%s%n%s", said, diff).isZero();
    }

    private void edit(Path path, Path movedTo, String before, String after) {
        diff.accept(new AppliedPatch(List.of(new FileEdit(path, movedTo, before, after))));
    }
}

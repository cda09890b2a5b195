package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PatchWriterTest {
    @TempDir
    private Path temp;

    private Path work;

    @BeforeEach
    void folder() throws IOException {
        work = Files.createDirectory(temp.toRealPath().resolve("work"));
    }

    @Test
    void everyKindOfChangeIsWritten() throws Exception {
        put("a.txt", "one\ntwo\n");
        put("old.txt", "x\n");
        put("from.txt", "f\n");
        put("whole.txt", "before\n");
        PatchWriter.write(verify("""
                *** Update File: a.txt
                -two
                +TWO
                *** Delete File: old.txt
                *** Add File: deep/er/new.txt
                +new
                *** Update File: from.txt
                *** Move to: there/to.txt
                -f
                +g
                *** Add File: whole.txt
                +after
                """));
        assertThat(files())
                .isEqualTo(Map.of(
                        "a.txt", "one\nTWO\n",
                        "deep/er/new.txt", "new\n",
                        "there/to.txt", "g\n",
                        "whole.txt", "after\n"));
    }

    @Test
    void modeIsKeptAlsoByAMove() throws Exception {
        put("run.sh", "a\n");
        put("move.sh", "a\n");
        Files.setPosixFilePermissions(work.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setPosixFilePermissions(work.resolve("move.sh"), PosixFilePermissions.fromString("rwx------"));
        PatchWriter.write(verify("*** Update File: run.sh\n-a\n+b\n*** Update File: move.sh\n*** Move to: moved.sh\n"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("run.sh"))))
                .isEqualTo("rwxr-x--x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("moved.sh"))))
                .isEqualTo("rwx------");
    }

    @Test
    void hardLinkElsewhereKeepsItsText() throws Exception {
        Path outside = Files.writeString(temp.resolve("outside"), "a\n");
        Files.createLink(work.resolve("in"), outside);
        PatchWriter.write(verify("*** Update File: in\n-a\n+b\n"));
        assertThat(Files.readString(outside)).isEqualTo("a\n");
        assertThat(files()).isEqualTo(Map.of("in", "b\n"));
    }

    @Test
    void failureInTheMiddleTakesEverythingBack() throws Exception {
        put("a.txt", "a\n");
        put("gone.txt", "g\n");
        put("m.txt", "m\n");
        Object inode = Files.getAttribute(work.resolve("gone.txt"), "unix:ino");
        // x cannot be a file and a folder: known only when the last names are given.
        VerifiedPatch patch = verify("""
                *** Update File: a.txt
                -a
                +b
                *** Delete File: gone.txt
                *** Update File: m.txt
                *** Move to: new/m.txt
                *** Add File: x
                +1
                *** Add File: x/y
                +2
                """);
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchWriter.write(patch))
                .withMessage(work.resolve("x") + " cannot be written (it exists already); no file was changed");
        assertThat(everything()).isEqualTo(Map.of("a.txt", "a\n", "gone.txt", "g\n", "m.txt", "m\n"));
        assertThat(Files.getAttribute(work.resolve("gone.txt"), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void folderThatTakesNoFilesTakesEverythingBack() throws Exception {
        put("a.txt", "a\n");
        VerifiedPatch patch =
                verify("*** Update File: a.txt\n-a\n+b\n*** Add File: /proc/sys/x\n+1\n*** Add File: z\n+1\n");
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchWriter.write(patch))
                .withMessageStartingWith("/proc/sys/x cannot be written (");
        assertThat(everything()).isEqualTo(Map.of("a.txt", "a\n"));
    }

    @Test
    void fileThatChangedMeanwhileIsLeftAlone() throws Exception {
        put("a.txt", "a\n");
        put("b.txt", "a\n");
        VerifiedPatch patch = verify("*** Update File: a.txt\n-a\n+b\n*** Update File: b.txt\n-a\n+b\n");
        put("b.txt", "another\n");
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchWriter.write(patch))
                .withMessage(work.resolve("b.txt") + " has changed meanwhile; read it again. No file was changed");
        assertThat(everything()).isEqualTo(Map.of("a.txt", "a\n", "b.txt", "another\n"));
    }

    @Test
    void fileThatBecameALinkIsNotFollowed() throws Exception {
        put("a.txt", "a\n");
        Path outside = Files.writeString(temp.resolve("outside"), "a\n");
        VerifiedPatch patch = verify("*** Update File: a.txt\n-a\n+b\n");
        Files.delete(work.resolve("a.txt"));
        Files.createSymbolicLink(work.resolve("a.txt"), outside);
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchWriter.write(patch))
                .withMessage(work.resolve("a.txt") + " is no plain file any more");
        assertThat(Files.readString(outside)).isEqualTo("a\n");
        assertThat(Files.isSymbolicLink(work.resolve("a.txt"))).isTrue();
    }

    @Test
    void folderThatBecameALinkIsNotFollowed() throws Exception {
        Files.createDirectory(work.resolve("dir"));
        Path outside = Files.createDirectory(temp.resolve("outside"));
        for (String patchText : new String[] {"*** Add File: dir/a\n+1\n", "*** Add File: dir/sub/a\n+1\n"}) {
            VerifiedPatch patch = verify(patchText);
            Files.delete(work.resolve("dir"));
            Files.createSymbolicLink(work.resolve("dir"), outside);
            assertThatExceptionOfType(PatchException.class).isThrownBy(() -> PatchWriter.write(patch));
            assertThat(outside).isEmptyDirectory();
            Files.delete(work.resolve("dir"));
            Files.createDirectory(work.resolve("dir"));
        }
    }

    @Test
    void interruptTakesEverythingBack() throws Exception {
        put("a.txt", "a\n");
        VerifiedPatch patch = verify("*** Update File: a.txt\n-a\n+b\n*** Add File: new/n.txt\n+1\n");
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> PatchWriter.write(patch))
                .withMessage(work.resolve("a.txt") + " cannot be written (interrupted); no file was changed");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(everything()).isEqualTo(Map.of("a.txt", "a\n"));
    }

    @Test
    void addedFileThatAppearedMeanwhileIsNotOverwritten() throws Exception {
        VerifiedPatch patch = verify("*** Add File: a.txt\n+mine\n");
        put("a.txt", "theirs\n");
        assertThatExceptionOfType(PatchException.class).isThrownBy(() -> PatchWriter.write(patch));
        assertThat(everything()).isEqualTo(Map.of("a.txt", "theirs\n"));
    }

    private VerifiedPatch verify(String sections) throws PatchException {
        return PatchVerifier.verify(PatchText.parse("*** Begin Patch\n" + sections + "*** End Patch"), work);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(work.resolve(name), text);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        everything().forEach((name, text) -> {
            if (!text.equals("<folder>")) {
                files.put(name, text);
            }
        });
        return files;
    }

    /** All there is, folders and temporary files too. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.skip(1).toList()) {
                boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                files.put(work.relativize(path).toString(), folder ? "<folder>" : Files.readString(path));
            }
        }
        return files;
    }
}

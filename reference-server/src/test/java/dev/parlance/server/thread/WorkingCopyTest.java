package dev.parlance.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingCopyTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private void git(String file, String text) throws IOException {
        Path path = folder.resolve(".git").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aBranchIsReadFromItsOwnFile() throws IOException {
        git("HEAD", "ref: refs/heads/feature/x\n");
        git("refs/heads/feature/x", SHA + "\n");
        git(
                "config",
                "[core]\n\tbare = false\n[remote \"other\"]\n\turl = no\n[remote \"origin\"]\n\tfetch = +refs\n\turl = git@example.org:a/b.git\n");

        assertThat(WorkingCopy.of(Files.createDirectories(folder.resolve("a/b"))))
                .contains(new WorkingCopy(SHA, "feature/x", "git@example.org:a/b.git"));
    }

    @Test
    void aBranchIsReadFromThePackedOnes() throws IOException {
        git("HEAD", "ref: refs/heads/main\n");
        git("packed-refs", "# pack-refs\n" + SHA + " refs/heads/main\n");

        assertThat(WorkingCopy.of(folder)).contains(new WorkingCopy(SHA, "main", null));
    }

    @Test
    void aDetachedHeadHasNoBranch() throws IOException {
        git("HEAD", SHA + "\n");

        assertThat(WorkingCopy.of(folder)).contains(new WorkingCopy(SHA, null, null));
    }

    @Test
    void aWorktreePointsToItsFolder() throws IOException {
        git("worktrees/w/HEAD", "ref: refs/heads/side\n");
        git("worktrees/w/commondir", "../..\n");
        git("refs/heads/side", SHA + "\n");
        git("config", "[remote \"origin\"]\n\turl = https://example.org/r\n");
        Path worktree = Files.createDirectory(folder.resolve("w"));
        Files.writeString(worktree.resolve(".git"), "gitdir: ../.git/worktrees/w\n");

        assertThat(WorkingCopy.of(worktree)).contains(new WorkingCopy(SHA, "side", "https://example.org/r"));
    }

    @Test
    void aHostileFolderGivesNothingAndReadsNothingElse() throws IOException {
        git("HEAD", "ref: refs/heads/../../../secret\n");
        Files.writeString(folder.resolve("secret"), SHA);
        Path link = Files.createDirectory(folder.resolve("l"));
        Files.writeString(link.resolve(".git"), "gitdir: \0\n");

        assertThat(WorkingCopy.of(folder)).contains(new WorkingCopy(null, "../../../secret", null));
        assertThat(WorkingCopy.of(link)).isEmpty();
    }
}

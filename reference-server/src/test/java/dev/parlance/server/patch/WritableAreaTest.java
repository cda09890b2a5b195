package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WritableAreaTest {
    private static final SandboxPolicy WORKSPACE =
            WorkspaceWriteSandboxPolicy.builder().build();

    @TempDir
    Path folder;

    private Path work;
    private Path home;

    @BeforeEach
    void folders() throws IOException {
        folder = folder.toRealPath();
        work = Files.createDirectory(folder.resolve("work"));
        home = work.resolve(".home");
        for (String name : List.of("work2", "more", "t")) {
            Files.createDirectory(folder.resolve(name));
        }
    }

    private SandboxPolicy strict() {
        return WorkspaceWriteSandboxPolicy.builder()
                .excludeSlashTmp(true)
                .excludeTmpdirEnvVar(true)
                .writableRoots(
                        List.of(AbsolutePathBuf.of(folder.resolve("more").toString()), AbsolutePathBuf.of("relative")))
                .build();
    }

    private boolean contains(WritableArea area, String path) {
        return area.contains(folder.resolve(path));
    }

    @Test
    void workspaceIsCwdAndTemporaryFolders() {
        WritableArea area = WritableArea.of(
                WorkspaceWriteSandboxPolicy.builder().excludeSlashTmp(true).build(),
                work,
                home,
                folder.resolve("t").toString());
        assertThat(List.of(
                        contains(area, "work/a"),
                        contains(area, "t/a"),
                        contains(area, "work2/a"),
                        contains(area, "more/a"),
                        contains(area, "/etc/passwd")))
                .containsExactly(true, true, false, false, false);
        assertThat(contains(WritableArea.of(WORKSPACE, work, home, null), "/tmp/a"))
                .isTrue();
    }

    @Test
    void temporaryFoldersCanBeExcludedAndRootsNamed() {
        WritableArea area =
                WritableArea.of(strict(), work, home, folder.resolve("t").toString());
        assertThat(List.of(
                        contains(area, "work/a"),
                        contains(area, "more/a"),
                        contains(area, "/tmp/a"),
                        contains(area, "t/a")))
                .containsExactly(true, true, false, false);
    }

    @Test
    void gitAndTheHomeAreNeverInside() {
        WritableArea area = WritableArea.of(WORKSPACE, work, home, null);
        assertThat(List.of(
                        contains(area, "work/.git"),
                        contains(area, "work/sub/.GIT/hooks/pre-commit"),
                        contains(area, "work/.home/config.toml"),
                        contains(area, "work/.gitignore")))
                .containsExactly(false, false, false, true);
    }

    @Test
    void readOnlyAndUnknownPoliciesAreEmptyFullAccessIsEverything() {
        WritableArea readOnly = WritableArea.of(ReadOnlySandboxPolicy.builder().build(), work, home, null);
        WritableArea unknown = WritableArea.of(new SandboxPolicy.Unknown(Map.of("type", "x")), work, home, null);
        WritableArea full = WritableArea.of(DangerFullAccessSandboxPolicy.of(), work, home, null);
        assertThat(List.of(readOnly.isEmpty(), unknown.isEmpty(), full.isEmpty()))
                .containsExactly(true, true, false);
        assertThat(List.of(contains(readOnly, "work/a"), contains(unknown, "/tmp/a"), contains(full, "/etc/passwd")))
                .containsExactly(false, false, true);
    }

    @Test
    void aNamedRootThatBecameALinkInsideTheWorkspaceOpensNothing() throws IOException {
        Path out = Files.createSymbolicLink(work.resolve("out"), folder.resolve("work2"));
        WritableArea area = WritableArea.of(
                WorkspaceWriteSandboxPolicy.builder()
                        .excludeSlashTmp(true)
                        .excludeTmpdirEnvVar(true)
                        .writableRoots(List.of(AbsolutePathBuf.of(out.toString())))
                        .build(),
                work,
                home,
                null);
        assertThat(contains(area, "work2/a")).isFalse();
    }

    @Test
    void rootsThatAreLinksCountWhereTheyLead() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        WritableArea area = WritableArea.of(strict(), link, home, null);
        assertThat(List.of(area.contains(real.resolve("a")), area.contains(folder.resolve("a"))))
                .containsExactly(true, false);
    }
}

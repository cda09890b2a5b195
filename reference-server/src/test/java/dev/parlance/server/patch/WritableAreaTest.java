package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WritableAreaTest {
    private static final Path CWD = Path.of("/srv/work");
    private static final Path HOME = Path.of("/srv/work/.home");
    private static final SandboxPolicy WORKSPACE =
            WorkspaceWriteSandboxPolicy.builder().build();
    private static final SandboxPolicy STRICT = WorkspaceWriteSandboxPolicy.builder()
            .excludeSlashTmp(true)
            .excludeTmpdirEnvVar(true)
            .writableRoots(List.of(AbsolutePathBuf.of("/srv/more"), AbsolutePathBuf.of("relative")))
            .build();

    @Test
    void workspaceIsCwdAndTemporaryFolders() {
        WritableArea area = WritableArea.of(WORKSPACE, CWD, HOME, "/srv/t");
        assertThat(List.of(
                        contains(area, "/srv/work/a"),
                        contains(area, "/tmp/a"),
                        contains(area, "/srv/t/a"),
                        contains(area, "/srv/work2/a"),
                        contains(area, "/srv/more/a"),
                        contains(area, "/etc/passwd")))
                .containsExactly(true, true, true, false, false, false);
    }

    @Test
    void temporaryFoldersCanBeExcludedAndRootsNamed() {
        WritableArea area = WritableArea.of(STRICT, CWD, HOME, "/srv/t");
        assertThat(List.of(
                        contains(area, "/srv/work/a"),
                        contains(area, "/srv/more/a"),
                        contains(area, "/tmp/a"),
                        contains(area, "/srv/t/a")))
                .containsExactly(true, true, false, false);
    }

    @Test
    void gitAndTheHomeAreNeverInside() {
        WritableArea area = WritableArea.of(WORKSPACE, CWD, HOME, null);
        assertThat(List.of(
                        contains(area, "/srv/work/.git"),
                        contains(area, "/srv/work/sub/.GIT/hooks/pre-commit"),
                        contains(area, "/srv/work/.home/config.toml"),
                        contains(area, "/srv/work/.gitignore")))
                .containsExactly(false, false, false, true);
    }

    @Test
    void readOnlyAndUnknownPoliciesAreEmptyFullAccessIsEverything() {
        WritableArea readOnly = WritableArea.of(ReadOnlySandboxPolicy.builder().build(), CWD, HOME, "/srv/t");
        WritableArea unknown = WritableArea.of(new SandboxPolicy.Unknown(Map.of("type", "x")), CWD, HOME, "/srv/t");
        WritableArea full = WritableArea.of(DangerFullAccessSandboxPolicy.of(), CWD, HOME, "/srv/t");
        assertThat(List.of(readOnly.isEmpty(), unknown.isEmpty(), full.isEmpty()))
                .containsExactly(true, true, false);
        assertThat(List.of(
                        contains(readOnly, "/srv/work/a"), contains(unknown, "/tmp/a"), contains(full, "/etc/passwd")))
                .containsExactly(false, false, true);
    }

    @Test
    void rootsThatAreLinksCountWhereTheyLead(@TempDir Path folder) throws Exception {
        Path real = Files.createDirectory(folder.toRealPath().resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        WritableArea area = WritableArea.of(STRICT, link, HOME, null);
        assertThat(List.of(area.contains(real.resolve("a")), area.contains(folder.resolve("a"))))
                .containsExactly(true, false);
    }

    private static boolean contains(WritableArea area, String path) {
        return area.contains(Path.of(path));
    }
}

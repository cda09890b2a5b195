package dev.parlance.server.patch;

import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ExternalSandboxSandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import dev.parlance.server.exec.WritableRoots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where files may be changed unasked under a sandbox policy. Immutable: the roots are followed to where they really are
 * when the area is made.
 *
 * <p>With {@code workspaceWrite} these are the folders that commands may write to as well: see {@link WritableRoots}. No {@code .git} and nothing in the server's home is ever among them.
 * With {@code dangerFullAccess} and {@code externalSandbox} everything is inside; with any other policy nothing is.
 *
 * <pre>{@code
 * WritableArea area = WritableArea.of(turn.sandbox(), turn.cwd(), serverHome);
 * if (area.contains(realPath)) { ... }
 * }</pre>
 */
public final class WritableArea {
    private final boolean everything;
    private final List<Path> roots;
    private final Path home;

    private WritableArea(boolean everything, List<Path> roots, Path home) {
        this.everything = everything;
        this.roots = roots;
        this.home = home;
    }

    /** The area of that policy, with {@code TMPDIR} of this process. */
    public static WritableArea of(SandboxPolicy policy, Path cwd, Path serverHome) {
        return of(policy, cwd, serverHome, System.getenv("TMPDIR"));
    }

    static WritableArea of(SandboxPolicy policy, Path cwd, Path serverHome, @Nullable String tmpdir) {
        Path home = realOr(serverHome.toAbsolutePath());
        if (policy instanceof DangerFullAccessSandboxPolicy || policy instanceof ExternalSandboxSandboxPolicy) {
            return new WritableArea(true, List.of(), home);
        }
        List<Path> roots = policy instanceof WorkspaceWriteSandboxPolicy workspace
                ? WritableRoots.of(workspace, cwd, tmpdir)
                : List.of();
        return new WritableArea(false, roots, home);
    }

    /**
     * True where that file may be changed unasked.
     *
     * @param real absolute, without links; links in it are not followed here
     */
    public boolean contains(Path real) {
        if (everything) {
            return true;
        }
        if (real.startsWith(home)) {
            return false;
        }
        for (Path name : real) {
            // Whatever its case: some file systems do not tell them apart.
            if (name.toString().equalsIgnoreCase(".git")) {
                return false;
            }
        }
        return roots.stream().anyMatch(real::startsWith);
    }

    /** True where nothing may be changed unasked. */
    public boolean isEmpty() {
        return !everything && roots.isEmpty();
    }

    private static Path realOr(Path absolute) {
        try {
            return RealPaths.resolve(absolute);
        } catch (IOException e) {
            return absolute.normalize();
        }
    }
}

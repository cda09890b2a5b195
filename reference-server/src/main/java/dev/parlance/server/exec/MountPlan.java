package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which folders of the read-only file system are writable, and what inside them is not. A folder on the way from a writable
 * root to something that matters is mounted on itself: a mount point cannot be renamed, so that nobody can move a
 * repository aside and write into its {@code .git} the next time.
 */
final class MountPlan {
    private static final String REPOSITORY = ".git";
    private static final String GITDIR = "gitdir:";

    private final List<Path> roots;
    private final Set<Path> readOnly = new TreeSet<>();
    private final Set<Path> writable = new TreeSet<>();

    /** For roots by their real paths. */
    MountPlan(List<Path> roots, Path home) {
        this.roots = roots;
        readOnly.add(real(home));
        roots.forEach(this::protectRepository);
        writable.addAll(roots);
        for (Path precious : List.copyOf(readOnly)) {
            pinWayTo(precious);
        }
        roots.forEach(this::pinWayTo);
        writable.removeIf(path -> readOnly.stream().anyMatch(path::startsWith));
    }

    /** The real path; the path itself where it cannot be found out. */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /** As options of bwrap, outer folders first, since later mounts cover earlier ones. */
    List<String> arguments() {
        Set<Path> all =
                new TreeSet<>(Comparator.comparingInt(Path::getNameCount).thenComparing(path -> path));
        all.addAll(readOnly);
        all.addAll(writable);
        List<String> arguments = new ArrayList<>();
        for (Path path : all) {
            arguments.addAll(
                    List.of(readOnly.contains(path) ? "--ro-bind" : "--bind", path.toString(), path.toString()));
        }
        return arguments;
    }

    private void protectRepository(Path root) {
        Path git = root.resolve(REPOSITORY);
        if (!Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path real = real(git);
        if (Files.exists(real)) {
            readOnly.add(real);
        }
        Path elsewhere = Files.isRegularFile(real) ? gitFolderNamedBy(real) : null;
        if (elsewhere != null && Files.isDirectory(elsewhere) && isInsideRoot(real(elsewhere))) {
            readOnly.add(real(elsewhere));
        }
    }

    private boolean isInsideRoot(Path path) {
        return roots.stream().anyMatch(root -> path.startsWith(root) && !path.equals(root));
    }

    /** A worktree's {@code .git} is a file that names the folder. */
    private static @Nullable Path gitFolderNamedBy(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(4096), UTF_8).strip();
            return text.startsWith(GITDIR)
                    ? file.resolveSibling(text.substring(GITDIR.length()).strip())
                    : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private void pinWayTo(Path inner) {
        for (Path root : roots) {
            if (inner.startsWith(root)) {
                for (Path folder = inner.getParent();
                        folder != null && !folder.equals(root) && folder.startsWith(root); ) {
                    writable.add(folder);
                    folder = folder.getParent();
                }
            }
        }
    }
}

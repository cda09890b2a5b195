package dev.parlance.server.exec;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a policy opens for writing, by their real paths. One that is missing is left out, and so is one that is
 * reached through a symbolic link inside another: an earlier command could have put that link there, to have any folder it
 * likes opened for the next.
 */
public final class WritableRoots {
    /** As many links as the kernel follows. */
    private static final int MOST_LINKS = 40;

    private WritableRoots() {}

    /**
     * The real paths, without duplicates.
     *
     * @param workspace absolute; always among them where it exists
     * @param tmpdir the value of TMPDIR as commands see it; null where there is none
     */
    public static List<Path> of(WorkspaceWriteSandboxPolicy policy, Path workspace, @Nullable String tmpdir) {
        Set<Path> wanted = new LinkedHashSet<>();
        wanted.add(workspace.toAbsolutePath().normalize());
        if (policy.writableRoots() != null) {
            for (AbsolutePathBuf root : policy.writableRoots()) {
                addAbsolute(wanted, root.value());
            }
        }
        if (!Boolean.TRUE.equals(policy.excludeSlashTmp())) {
            addAbsolute(wanted, "/tmp");
        }
        if (tmpdir != null && !Boolean.TRUE.equals(policy.excludeTmpdirEnvVar())) {
            addAbsolute(wanted, tmpdir);
        }
        wanted.removeIf(root -> !Files.isDirectory(root));
        Set<Path> roots = new LinkedHashSet<>();
        for (Path root : wanted) {
            List<Path> others = wanted.stream()
                    .filter(other -> !other.equals(root))
                    .map(MountPlan::real)
                    .toList();
            if (!passesLinkIn(others, root)) {
                roots.add(MountPlan.real(root));
            }
        }
        return List.copyOf(roots);
    }

    private static void addAbsolute(Set<Path> wanted, String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                wanted.add(path.normalize());
            }
        } catch (InvalidPathException e) {
            // No folder has that name.
        }
    }

    private static boolean passesLinkIn(List<Path> folders, Path path) {
        Deque<Path> names = new ArrayDeque<>();
        path.forEach(names::add);
        Path at = path.getRoot();
        int links = 0;
        while (!names.isEmpty()) {
            Path next = at.resolve(names.pop()).normalize();
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            Path folder = at;
            if (++links > MOST_LINKS || folders.stream().anyMatch(folder::startsWith)) {
                return true;
            }
            Path target = targetOf(next);
            if (target == null) {
                return true;
            }
            List<Path> targetNames = new ArrayList<>();
            target.forEach(targetNames::add);
            for (int i = targetNames.size() - 1; i >= 0; i--) {
                names.push(targetNames.get(i));
            }
            at = target.isAbsolute() ? target.getRoot() : at;
        }
        return false;
    }

    private static @Nullable Path targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return null;
        }
    }
}

package dev.parlance.server.patch;

import dev.parlance.server.patch.AppliedPatch.FileEdit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The diff of a whole turn, as {@code turn/diff/updated} carries it: for each file from what it was before the turn's first
 * change to what its last change left, in git's format, sorted by path. A file that ends as it began is not in it.
 * Thread-safe.
 *
 * <pre>{@code
 * TurnDiff diff = new TurnDiff(TurnDiff.rootOf(cwd));
 * diff.accept(appliedPatch);
 * client.turnDiffUpdated(… diff.text() …);
 * }</pre>
 */
public final class TurnDiff implements Consumer<AppliedPatch> {
    private final GitPatch git;
    private final Map<Path, File> files = new TreeMap<>();
    /** For a file that was moved: where it stood before the turn. */
    private final Map<Path, Path> origins = new HashMap<>();

    private @Nullable String text = "";

    /** @param root absolute folder that paths in the diff start from; others stand there as absolute ones */
    public TurnDiff(Path root) {
        git = new GitPatch(root);
    }

    /** The root of the git repository that holds the folder, or the folder itself. */
    public static Path rootOf(Path cwd) {
        for (Path folder = cwd; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        return cwd;
    }

    /** Adds what a patch did. */
    @Override
    public synchronized void accept(AppliedPatch patch) {
        for (FileEdit edit : patch.edits()) {
            add(edit);
        }
        text = null;
    }

    /** The whole diff so far; empty where nothing changed. Computed once after a change. */
    public synchronized String text() {
        if (text == null) {
            text = render();
        }
        return text;
    }

    private void add(FileEdit edit) {
        Path target = edit.movedTo() == null ? edit.path() : edit.movedTo();
        file(edit.path(), edit.before()).now = null;
        if (!target.equals(edit.path())) {
            Path origin = origins.remove(edit.path());
            origins.put(target, origin == null ? edit.path() : origin);
        } else if (edit.before() == null || edit.after() == null) {
            origins.remove(target);
        }
        file(target, null).now = edit.after();
    }

    private File file(Path path, @Nullable String before) {
        return files.computeIfAbsent(path, unseen -> new File(before));
    }

    private String render() {
        Map<Path, Path> moves = new HashMap<>();
        origins.forEach((target, origin) -> {
            File from = files.get(origin);
            File to = files.get(target);
            boolean gone = from != null && from.first != null && from.now == null;
            if (gone && to != null && to.first == null && to.now != null) {
                moves.put(origin, target);
            }
        });
        Set<Path> targets = new HashSet<>(moves.values());
        StringBuilder diff = new StringBuilder();
        files.forEach((path, file) -> {
            Path target = moves.get(path);
            File moved = target == null ? null : files.get(target);
            if (target != null && moved != null && moved.now != null && file.first != null) {
                diff.append(git.moved(path, target, file.first, moved.now));
            } else if (!targets.contains(path)) {
                diff.append(section(path, file));
            }
        });
        return diff.toString();
    }

    private String section(Path path, File file) {
        if (file.first == null) {
            return file.now == null ? "" : git.added(path, file.now);
        }
        return file.now == null ? git.deleted(path, file.first) : git.updated(path, file.first, file.now);
    }

    /** A file's text before the turn and now; null where it is not there. */
    private static final class File {
        private final @Nullable String first;
        private @Nullable String now;

        File(@Nullable String first) {
            this.first = first;
        }
    }
}

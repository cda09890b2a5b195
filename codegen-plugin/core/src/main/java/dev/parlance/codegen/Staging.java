package dev.parlance.codegen;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts files in place in two steps, so that a full disk or a killed build leaves no half file: all are written beside
 * their folder first, then each is moved.
 */
final class Staging {
    private static final String FOLDER_NAME = ".parlance-staging";

    private final Path root;
    private final Path folder;
    private final List<Entry> entries = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(String path, byte[] bytes) {}

    Staging(Path root) {
        this.root = root;
        this.folder = root.resolve(FOLDER_NAME);
    }

    /** Adds a file; they appear in this order. */
    void add(String path, byte[] bytes) {
        entries.add(new Entry(path, bytes));
    }

    /** Puts the added files in place, the last of them after the stale ones were deleted. */
    void publish(Collection<String> stale) throws IOException {
        clear();
        Files.createDirectory(folder);
        try {
            for (int i = 0; i < entries.size(); i++) {
                Files.write(staged(i), entries.get(i).bytes());
            }
            for (int i = 0; i < entries.size() - 1; i++) {
                move(i);
            }
            for (String path : stale) {
                delete(path);
            }
            move(entries.size() - 1);
        } finally {
            clear();
        }
    }

    private Path staged(int index) {
        return folder.resolve(Integer.toString(index));
    }

    private void move(int index) throws IOException {
        Path target = root.resolve(entries.get(index).path());
        Files.createDirectories(parent(target));
        try {
            Files.move(staged(index), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(staged(index), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void delete(String path) throws IOException {
        Path file = root.resolve(path);
        Files.deleteIfExists(file);
        for (Path up = parent(file); !up.equals(root); up = parent(up)) {
            try (DirectoryStream<Path> rest = Files.newDirectoryStream(up)) {
                if (rest.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(up);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("not below a folder: " + file);
        }
        return parent;
    }

    /** Also what a killed build left. Only plain files directly in it: nothing else is ever put there. */
    private void clear() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

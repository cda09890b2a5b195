package dev.parlance.server.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Says where a path really leads: every symbolic link followed, every {@code ..} taken after the links before it, as the
 * kernel does. What does not exist yet is taken as it is written.
 */
final class RealPaths {
    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    private RealPaths() {}

    /** The absolute path without links that the given one, relative to the folder or absolute, stands for. */
    static Path resolve(Path folder, String given) throws PatchException {
        try {
            return resolve(folder.resolve(given).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new PatchException("no path: \"" + Quotes.shorten(given) + "\"", e);
        } catch (IOException e) {
            throw new PatchException("the path cannot be followed: " + Quotes.shorten(given), e);
        }
    }

    /** The same for an absolute path. */
    static Path resolve(Path absolute) throws IOException {
        Path real = root(absolute);
        Deque<Path> names = new ArrayDeque<>();
        absolute.forEach(names::add);
        int links = 0;
        while (!names.isEmpty()) {
            Path name = names.pop();
            String text = name.toString();
            if (text.isEmpty() || text.equals(".")) {
                continue;
            }
            if (text.equals("..")) {
                Path parent = real.getParent();
                real = parent == null ? real : parent;
                continue;
            }
            Path child = real.resolve(name);
            if (!Files.isSymbolicLink(child)) {
                real = child;
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new IOException("more than " + MAX_LINKS + " symbolic links");
            }
            Path target = Files.readSymbolicLink(child);
            if (target.isAbsolute()) {
                real = root(target);
            }
            List<Path> parts = new ArrayList<>();
            target.forEach(parts::add);
            for (int i = parts.size() - 1; i >= 0; i--) {
                names.push(parts.get(i));
            }
        }
        return real;
    }

    private static Path root(Path absolute) throws IOException {
        Path root = absolute.getRoot();
        if (root == null) {
            throw new IOException("no absolute path: " + absolute);
        }
        return root;
    }
}

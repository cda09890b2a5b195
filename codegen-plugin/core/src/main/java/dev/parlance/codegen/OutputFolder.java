package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folder that generated files go to. Writes only what changed, deletes only what it wrote itself, and leaves
 * everything as it was where anything is wrong.
 *
 * <pre>{@code
 * var folder = new OutputFolder(path);
 * if (!folder.isUpToDate(fingerprint)) {
 *     folder.write(files, fingerprint, problems);
 * }
 * }</pre>
 */
final class OutputFolder {
    private final Path root;

    OutputFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * What a write did.
     *
     * @param changed files written, new ones among them
     * @param deleted files that are no longer generated
     */
    record Written(int changed, int deleted) {}

    /** True where the files of an earlier run with this fingerprint are all there as it wrote them. */
    boolean isUpToDate(String fingerprint) throws IOException {
        Manifest manifest = Manifest.read(root, new Problems());
        if (!manifest.fingerprint().equals(fingerprint)) {
            return false;
        }
        for (Map.Entry<String, String> entry : manifest.hashes().entrySet()) {
            Path file = root.resolve(entry.getKey());
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !Hashes.of(Files.readAllBytes(file)).equals(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes the folder hold these files, of those that are ours.
     *
     * @throws CodegenException where a path is refused or a file of somebody else is in the way; nothing is changed then
     */
    Written write(List<SourceFile> files, String fingerprint, Problems problems) throws IOException {
        SortedMap<String, byte[]> wanted = wanted(files, problems);
        problems.throwIfAny();
        Manifest before = Manifest.read(root, problems);
        SortedMap<String, byte[]> changed = new TreeMap<>();
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : wanted.entrySet()) {
            hashes.put(file.getKey(), Hashes.of(file.getValue()));
            if (differs(file.getKey(), file.getValue(), before, problems)) {
                changed.put(file.getKey(), file.getValue());
            }
        }
        Set<String> stale = new TreeSet<>(before.hashes().keySet());
        stale.removeAll(hashes.keySet());
        stale.forEach(path -> checkWay(path, problems));
        if (Files.exists(root) && !Files.isDirectory(root)) {
            problems.error(new Location(root.toString(), ""), "this is not a folder", "name another output folder");
        }
        problems.throwIfAny();

        Files.createDirectories(root);
        Manifest after = new Manifest(fingerprint, hashes);
        if (changed.isEmpty() && stale.isEmpty() && after.equals(before)) {
            return new Written(0, 0);
        }
        Staging staging = new Staging(root);
        if (!changed.isEmpty() || !stale.isEmpty()) {
            staging.add(Manifest.FILE_NAME, before.during(after).text().getBytes(StandardCharsets.UTF_8));
            changed.forEach(staging::add);
        }
        staging.add(Manifest.FILE_NAME, after.text().getBytes(StandardCharsets.UTF_8));
        staging.publish(stale);
        return new Written(changed.size(), stale.size());
    }

    private SortedMap<String, byte[]> wanted(List<SourceFile> files, Problems problems) {
        SortedMap<String, byte[]> wanted = new TreeMap<>();
        // Two files that differ by case are one file on Windows and macOS.
        Map<String, String> seen = new HashMap<>();
        for (SourceFile file : files) {
            if (!Manifest.isPath(file.path())) {
                problems.error(
                        new Location(file.path(), ""),
                        "this path cannot be written below " + root,
                        "give the definition a plain name with rename");
                continue;
            }
            String other = seen.put(file.path().toLowerCase(Locale.ROOT), file.path());
            if (other != null) {
                problems.error(
                        new Location(file.path(), ""),
                        "two types go to the same file" + (other.equals(file.path()) ? "" : " as " + other),
                        "give one another name with rename");
            }
            wanted.put(file.path(), file.text().getBytes(StandardCharsets.UTF_8));
        }
        return wanted;
    }

    private boolean differs(String path, byte[] bytes, Manifest before, Problems problems) throws IOException {
        if (!checkWay(path, problems)) {
            return false;
        }
        Path file = root.resolve(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        if (!before.hashes().containsKey(path)) {
            problems.error(
                    new Location(file.toString(), ""),
                    "this file is in the way and was not written by the generator",
                    "move it, or generate into another folder");
        }
        return true;
    }

    /** Refuses links and things that are not what the path needs: through them writing would leave the folder. */
    private boolean checkWay(String path, Problems problems) {
        Path at = root;
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            at = at.resolve(parts[i]);
            boolean last = i == parts.length - 1;
            if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            boolean fits = last
                    ? Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
                    : Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
            if (!fits) {
                problems.error(
                        new Location(at.toString(), ""),
                        (Files.isSymbolicLink(at) ? "a symbolic link" : last ? "not a plain file" : "not a folder")
                                + " is in the way of " + path,
                        "remove it, or generate into another folder");
                return false;
            }
        }
        return true;
    }
}

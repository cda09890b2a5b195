package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the generator wrote into a folder, kept there as {@code .parlance-manifest}. Only what it lists is ever changed
 * or deleted.
 *
 * <pre>{@code
 * fingerprint 5f70bf8e2c26b46b
 * 2c26b46b5f70bf8e com/example/agent/Turn.java
 * }</pre>
 *
 * @param fingerprint of the input that the files were made from; {@link #UNFINISHED} while they are written
 * @param hashes path to {@link Hashes} of the bytes
 */
record Manifest(String fingerprint, SortedMap<String, String> hashes) {
    static final String FILE_NAME = ".parlance-manifest";
    static final String UNFINISHED = "unfinished";

    private static final String HEADER = "# Written by Parlance: the files that it may change or delete here.";
    private static final String FINGERPRINT = "fingerprint ";
    private static final int HASH_LENGTH = 16;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PATH = 2_000;

    static final Manifest NONE = new Manifest(UNFINISHED, Collections.emptySortedMap());

    /** The manifest of a folder, {@link #NONE} where it has none. */
    static Manifest read(Path folder, Problems problems) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Manifest manifest =
                    parse(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1));
            if (manifest != null) {
                return manifest;
            }
        }
        problems.error(
                new Location(file.toString(), ""),
                "this is not a manifest that the generator wrote",
                "delete the output folder, if nothing of yours is in it, and generate again");
        return NONE;
    }

    /** Null where the text is not that of a manifest: the last line ends, all entries are of their form. */
    private static @Nullable Manifest parse(String[] lines) {
        int entries = lines.length - 1;
        if (entries < 2 || !lines[0].equals(HEADER) || !lines[1].startsWith(FINGERPRINT) || !lines[entries].isEmpty()) {
            return null;
        }
        SortedMap<String, String> hashes = new TreeMap<>();
        for (int i = 2; i < entries; i++) {
            String line = lines[i];
            if (line.indexOf(' ') != HASH_LENGTH || !isPath(line.substring(HASH_LENGTH + 1))) {
                return null;
            }
            hashes.put(line.substring(HASH_LENGTH + 1), line.substring(0, HASH_LENGTH));
        }
        return new Manifest(lines[1].substring(FINGERPRINT.length()), hashes);
    }

    /**
     * Whether generated files may have this path: names of letters, digits, {@code _ - $} with {@code /} between them and
     * one extension. No other dot, so no way up; no empty name, so no way to the root.
     */
    static boolean isPath(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 1 || path.length() > LONGEST_PATH || !isName(path, dot + 1, path.length())) {
            return false;
        }
        int start = 0;
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
            if (!isName(path, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return isName(path, start, dot);
    }

    /** Not a regular expression: those cost a JVM that just started more than all else that is done here. */
    private static boolean isName(String path, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '_' || c == '$' || c == '-';
            if (!letter && !other) {
                return false;
            }
        }
        return end > start && end - start <= LONGEST_NAME;
    }

    /** The text as {@link #read} takes it. */
    String text() {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        out.append(FINGERPRINT).append(fingerprint).append('\n');
        for (Map.Entry<String, String> entry : hashes.entrySet()) {
            out.append(entry.getValue()).append(' ').append(entry.getKey()).append('\n');
        }
        return out.toString();
    }

    /** While files are replaced: what is there and what will be, all of it ours. */
    Manifest during(Manifest next) {
        SortedMap<String, String> all = new TreeMap<>(hashes);
        all.putAll(next.hashes);
        return new Manifest(UNFINISHED, all);
    }
}

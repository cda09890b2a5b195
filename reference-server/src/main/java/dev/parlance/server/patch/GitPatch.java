package dev.parlance.server.patch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One file's section of a diff in git's format, which {@code git apply} takes. */
final class GitPatch {
    private static final String NO_BLOB = "0".repeat(40);
    private static final String NO_FILE = "/dev/null";

    private final Path root;

    GitPatch(Path root) {
        this.root = root;
    }

    /** A new file. */
    String added(Path file, String after) {
        return start(file, file)
                + "new file mode 100644\n"
                + index(null, after)
                + body(NO_FILE, name("b/", file), UnifiedDiff.hunks("", after));
    }

    /** A file that is gone. */
    String deleted(Path file, String before) {
        return start(file, file)
                + "deleted file mode 100644\n"
                + index(before, null)
                + body(name("a/", file), NO_FILE, UnifiedDiff.hunks(before, ""));
    }

    /** A file with another text; empty where it is the same. */
    String updated(Path file, String before, String after) {
        return before.equals(after)
                ? ""
                : start(file, file)
                        + index(before, after)
                        + body(name("a/", file), name("b/", file), UnifiedDiff.hunks(before, after));
    }

    /** A file with another name, and perhaps another text. */
    String moved(Path from, Path to, String before, String after) {
        String rename = "rename from " + quoted("", from) + "\nrename to " + quoted("", to) + "\n";
        if (before.equals(after)) {
            return start(from, to) + "similarity index 100%\n" + rename;
        }
        return start(from, to)
                + rename
                + index(before, after)
                + body(name("a/", from), name("b/", to), UnifiedDiff.hunks(before, after));
    }

    private String start(Path from, Path to) {
        return "diff --git " + quoted("a/", from) + " " + quoted("b/", to) + "\n";
    }

    private static String index(@Nullable String before, @Nullable String after) {
        return "index " + blob(before) + ".." + blob(after) + "\n";
    }

    /** An empty file has no hunks, and then no names above them. */
    private static String body(String before, String after, String hunks) {
        return hunks.isEmpty() ? "" : "--- " + before + "\n+++ " + after + "\n" + hunks;
    }

    /** As it stands after {@code ---} and {@code +++}: a tab ends a name with blanks, or its end would be unclear. */
    private String name(String side, Path file) {
        String name = quoted(side, file);
        return name.contains(" ") ? name + "\t" : name;
    }

    /** In quotes where the name holds what would break the line. Outside the root it is the absolute path. */
    private String quoted(String side, Path file) {
        String name = side + (file.startsWith(root) ? root.relativize(file) : file);
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append('\\').append(octal(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.length() == name.length() + 1 ? name : quoted.append('"').toString();
    }

    private static String octal(char c) {
        return "" + (c >> 6) + (c >> 3 & 7) + (c & 7);
    }

    /** The id git gives the content; zeros for no file. */
    static String blob(@Nullable String text) {
        if (text == null) {
            return NO_BLOB;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

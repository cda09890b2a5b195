package dev.parlance.server.thread;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The git working copy that a folder belongs to. Read from git's own files: the program would run what the folder's
 * configuration tells it to, before anybody was asked.
 *
 * @param sha commit that is checked out, null before the first
 * @param branch null where none is checked out
 * @param originUrl address of the remote {@code origin}, null where there is none
 */
record WorkingCopy(
        @Nullable String sha,
        @Nullable String branch,
        @Nullable String originUrl) {
    private static final int LARGEST = 1 << 20;
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern BRANCH = Pattern.compile("ref: refs/heads/(\\S{1,250})");
    private static final Pattern ORIGIN = Pattern.compile(
            "^\\[remote \"origin\"]\\s*$(?:\\R(?!\\[).*)*?\\R\\s*url\\s*=\\s*(\\S.{0,2000}?)\\s*$", Pattern.MULTILINE);

    /** Empty outside of one, and where its files cannot be read. */
    static Optional<WorkingCopy> of(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return gitFolder(git).flatMap(WorkingCopy::read);
            }
        }
        return Optional.empty();
    }

    /** A worktree has a file there that names the folder. */
    private static Optional<Path> gitFolder(Path git) {
        if (Files.isDirectory(git)) {
            return Optional.of(git);
        }
        try {
            return text(git)
                    .filter(text -> text.startsWith("gitdir: "))
                    .map(text -> git.resolveSibling(text.substring(8).strip()).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<WorkingCopy> read(Path git) {
        return text(git.resolve("HEAD")).map(head -> {
            Path common = text(git.resolve("commondir"))
                    .map(dir -> git.resolve(dir.strip()).normalize())
                    .orElse(git);
            Matcher branch = BRANCH.matcher(head.strip());
            String name = branch.matches() ? branch.group(1) : null;
            String sha = name == null ? sha(head) : branchSha(git, common, name);
            Matcher origin = ORIGIN.matcher(text(common.resolve("config")).orElse(""));
            return new WorkingCopy(sha, name, origin.find() ? origin.group(1) : null);
        });
    }

    private static @Nullable String branchSha(Path git, Path common, String branch) {
        if (branch.contains("..")) {
            return null;
        }
        String ref = "refs/heads/" + branch;
        String loose =
                text(git.resolve(ref)).or(() -> text(common.resolve(ref))).orElse("");
        if (sha(loose) != null) {
            return sha(loose);
        }
        for (String line : text(common.resolve("packed-refs")).orElse("").split("\n")) {
            if (line.endsWith(" " + ref)) {
                return sha(line.substring(0, line.indexOf(' ')));
            }
        }
        return null;
    }

    private static @Nullable String sha(String text) {
        String stripped = text.strip();
        return SHA.matcher(stripped).matches() ? stripped : null;
    }

    private static Optional<String> text(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

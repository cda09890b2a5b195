package dev.parlance.server.patch;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a patch did to the disk, file by file, with the texts before and after: enough to show a diff of the whole turn.
 */
public record AppliedPatch(List<FileEdit> edits) {
    /** Keeps a copy. */
    public AppliedPatch {
        edits = List.copyOf(edits);
    }

    /**
     * One file.
     *
     * @param path absolute path before the change
     * @param movedTo absolute path after it, null where it stayed
     * @param before the text before, null where the file was added
     * @param after the text after, null where the file was deleted
     */
    public record FileEdit(
            Path path,
            @Nullable Path movedTo,
            @Nullable String before,
            @Nullable String after) {}
}

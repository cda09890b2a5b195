package dev.parlance.server.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a patch wants of one file. */
public sealed interface PatchSection {
    /** Line of the patch that the section begins in, from 1. */
    int line();

    /** The path as it stands in the patch. */
    String path();

    /** A file to be written with that text. */
    record Add(int line, String path, String content) implements PatchSection {}

    /** A file to be deleted. */
    record Delete(int line, String path) implements PatchSection {}

    /**
     * A file to be edited, moved, or both.
     *
     * @param moveTo where it goes, null where it stays
     * @param hunks the edits in the order of the file; empty for a plain move
     */
    record Update(int line, String path, @Nullable String moveTo, List<PatchHunk> hunks) implements PatchSection {
        /** Keeps a copy. */
        public Update {
            hunks = List.copyOf(hunks);
        }
    }
}

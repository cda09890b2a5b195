package dev.parlance.server.patch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What will become of one file.
 *
 * @param place the file
 * @param movedTo where it goes, null where it stays
 * @param before its text, null where it does not exist yet
 * @param after its text then, null where it is deleted
 */
public record PlannedChange(
        Place place,
        @Nullable Place movedTo,
        @Nullable String before,
        @Nullable String after) {
    /**
     * A file by name.
     *
     * @param shown absolute, as the user knows it: below the working folder as that is written, else as it really is
     * @param real absolute and without links; what is judged and written
     */
    public record Place(Path shown, Path real) {
        /** For messages. */
        @Override
        public String toString() {
            return shown.toString();
        }
    }

    /** Where the text after the change stands; meaningless for a deletion. */
    Place target() {
        return movedTo == null ? place : movedTo;
    }
}

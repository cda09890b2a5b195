package dev.parlance.server.patch;

import dev.parlance.agent.protocol.AddPatchChangeKind;
import dev.parlance.agent.protocol.DeletePatchChangeKind;
import dev.parlance.agent.protocol.FileUpdateChange;
import dev.parlance.agent.protocol.PatchChangeKind;
import dev.parlance.agent.protocol.UpdatePatchChangeKind;
import dev.parlance.server.patch.AppliedPatch.FileEdit;
import dev.parlance.server.patch.PlannedChange.Place;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A patch that fits the files as they are now, one entry a file, sorted by path. Two of them are equal where the same
 * files would be changed from the same texts to the same texts.
 */
public record VerifiedPatch(List<PlannedChange> changes) {
    /** Keeps a sorted copy. */
    public VerifiedPatch {
        changes = changes.stream()
                .sorted(Comparator.comparing(change -> change.place().shown()))
                .toList();
    }

    /** Every file that would be written, moved, or deleted: absolute, without links. */
    public Set<Path> realPaths() {
        Set<Path> paths = new LinkedHashSet<>();
        for (PlannedChange change : changes) {
            paths.add(change.place().real());
            paths.add(change.target().real());
        }
        return Collections.unmodifiableSet(paths);
    }

    /** As clients are shown it. */
    public List<FileUpdateChange> fileUpdateChanges() {
        return changes.stream().map(VerifiedPatch::shown).toList();
    }

    /** As the turn's diff wants it, once it is done. */
    public AppliedPatch applied() {
        return new AppliedPatch(changes.stream().map(VerifiedPatch::edit).toList());
    }

    private static FileEdit edit(PlannedChange change) {
        Place movedTo = change.movedTo();
        return new FileEdit(
                change.place().shown(), movedTo == null ? null : movedTo.shown(), change.before(), change.after());
    }

    private static FileUpdateChange shown(PlannedChange change) {
        String before = change.before();
        String after = change.after();
        String path = change.place().toString();
        if (before == null) {
            return FileUpdateChange.of(after == null ? "" : after, AddPatchChangeKind.of(), path);
        }
        if (after == null) {
            return FileUpdateChange.of(before, DeletePatchChangeKind.of(), path);
        }
        return FileUpdateChange.of(UnifiedDiff.hunks(before, after), update(change), path);
    }

    private static PatchChangeKind update(PlannedChange change) {
        Place movedTo = change.movedTo();
        // The wire always has the member; null says that the file stays.
        return movedTo == null
                ? new UpdatePatchChangeKind(null, Collections.singletonMap("move_path", null))
                : UpdatePatchChangeKind.builder().movePath(movedTo.toString()).build();
    }
}

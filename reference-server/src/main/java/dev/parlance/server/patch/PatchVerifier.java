package dev.parlance.server.patch;

import dev.parlance.server.patch.PatchSection.Add;
import dev.parlance.server.patch.PatchSection.Delete;
import dev.parlance.server.patch.PatchSection.Update;
import dev.parlance.server.patch.PlannedChange.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a patch against the files, and changes nothing. Several updates of one file are taken one after the other; any
 * other file may be named once only.
 *
 * <pre>{@code
 * VerifiedPatch patch = PatchVerifier.verify(PatchText.parse(text), cwd);
 * }</pre>
 */
public final class PatchVerifier {
    /** Most characters of all texts before and after together: they are held in memory until the turn ends. */
    private static final long MAX_TOTAL = 100_000_000;

    private final Path cwd;
    private final Path realCwd;
    private final Map<Path, PlannedChange> changes = new LinkedHashMap<>();
    private final Set<Path> targets = new HashSet<>();

    private PatchVerifier(Path cwd) throws PatchException {
        this.cwd = cwd;
        this.realCwd = RealPaths.resolve(cwd, "");
    }

    /**
     * Works out what the patch would do.
     *
     * @param cwd absolute folder that relative paths start from
     * @throws PatchException if it does not fit; the message names the file and what was looked for
     */
    public static VerifiedPatch verify(PatchText patch, Path cwd) throws PatchException {
        PatchVerifier verifier = new PatchVerifier(cwd);
        long total = 0;
        for (PatchSection section : patch.sections()) {
            PlannedChange change = verifier.change(section);
            total += length(change.before()) + length(change.after());
            if (total > MAX_TOTAL) {
                throw new PatchException("the files of the patch are too large together; split it");
            }
        }
        return new VerifiedPatch(verifier.changes.values().stream().toList());
    }

    private PlannedChange change(PatchSection section) throws PatchException {
        Place place = place(section.path());
        PlannedChange change;
        if (section instanceof Add add) {
            once(section, place);
            change = new PlannedChange(place, null, TextFiles.read(place.real(), place.toString()), add.content());
        } else if (section instanceof Delete) {
            once(section, place);
            change = new PlannedChange(place, null, existing(section, place), null);
        } else {
            change = update((Update) section, place);
        }
        checkSize(change.after(), place);
        changes.put(place.real(), change);
        return change;
    }

    private PlannedChange update(Update update, Place place) throws PatchException {
        PlannedChange earlier = changes.get(place.real());
        boolean again = earlier != null
                && earlier.before() != null
                && earlier.after() != null
                && earlier.movedTo() == null
                && update.moveTo() == null;
        if (!again) {
            once(update, place);
        }
        String before = again && earlier != null ? earlier.before() : existing(update, place);
        String base = again && earlier != null ? earlier.after() : before;
        if (before == null || base == null) {
            throw new PatchException("there is no file " + place);
        }
        String after = HunkEditor.edit(place.toString(), base, update.hunks());
        if (update.moveTo() == null) {
            if (after.equals(base)) {
                throw new PatchException("the update of " + place + " changes nothing");
            }
            return new PlannedChange(place, null, before, after);
        }
        return new PlannedChange(place, moveTarget(update, update.moveTo()), before, after);
    }

    private Place moveTarget(Update update, String moveTo) throws PatchException {
        Place target = place(moveTo);
        once(update, target);
        if (TextFiles.read(target.real(), target.toString()) != null) {
            throw new PatchException(
                    update.path() + " cannot be moved: " + target + " exists already; delete it first");
        }
        return target;
    }

    /** Notes the file as named by the patch. */
    private void once(PatchSection section, Place place) throws PatchException {
        if (!targets.add(place.real())) {
            throw new PatchException("line " + section.line() + " of the patch: " + place
                    + " is named twice in one patch; put all of its changes into one section");
        }
    }

    private String existing(PatchSection section, Place place) throws PatchException {
        boolean goes = section instanceof Delete || (section instanceof Update update && update.moveTo() != null);
        if (goes && Files.isSymbolicLink(named(section.path()))) {
            throw new PatchException(section.path()
                    + " is a symbolic link and can be neither deleted nor moved by a patch; name the file itself: "
                    + place);
        }
        String text = TextFiles.read(place.real(), place.toString());
        if (text == null) {
            throw new PatchException("there is no file " + place);
        }
        return text;
    }

    private Place place(String path) throws PatchException {
        Path real = RealPaths.resolve(cwd, path);
        if (real.equals(realCwd) || real.getFileName() == null) {
            throw new PatchException(Quotes.shorten(path) + " is a folder");
        }
        return new Place(real.startsWith(realCwd) ? cwd.resolve(realCwd.relativize(real)) : real, real);
    }

    private Path named(String path) throws PatchException {
        try {
            return cwd.resolve(path);
        } catch (InvalidPathException e) {
            throw new PatchException("no path: \"" + Quotes.shorten(path) + "\"", e);
        }
    }

    private static void checkSize(@Nullable String after, Place place) throws PatchException {
        if (after != null
                && (after.length() > TextFiles.MAX_BYTES
                        || after.getBytes(StandardCharsets.UTF_8).length > TextFiles.MAX_BYTES)) {
            throw new PatchException(place + " would have more than " + TextFiles.MAX_BYTES + " bytes");
        }
        if (after != null && after.indexOf('\0') >= 0) {
            throw new PatchException(place + " would be binary");
        }
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}

package dev.parlance.server.patch;

import dev.parlance.server.patch.PlannedChange.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a verified patch: all of its files or none.
 *
 * <ol>
 *   <li>Every new text goes into a temporary file beside its target.
 *   <li>Every original is moved aside, and must then still hold the text that the patch was verified with.
 *   <li>Every temporary file gets its name; the originals are deleted.
 * </ol>
 *
 * <p>When a step fails, those before it are taken back in reverse: the originals return as the very files they were. Only
 * the end of the process in the middle leaves something behind: hidden files named {@code .parlance-…}. Links are never
 * followed, see {@link Folder}.
 *
 * <pre>{@code
 * PatchWriter.write(verified);
 * }</pre>
 */
public final class PatchWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PatchWriter.class);

    /** A step back. */
    private interface Undo {
        void run() throws IOException;
    }

    /** A file under way: its name while it waits. */
    private record Waiting(Folder folder, Path name) {}

    private final VerifiedPatch patch;
    private final Map<Path, Folder> folders = new HashMap<>();
    private final Map<PlannedChange, Waiting> texts = new HashMap<>();
    private final List<Waiting> originals = new ArrayList<>();
    private final Deque<Undo> undos = new ArrayDeque<>();

    private PatchWriter(VerifiedPatch patch) {
        this.patch = patch;
    }

    /**
     * Does it.
     *
     * @throws PatchException if a file changed since the patch was verified, or cannot be written; nothing has changed then
     */
    public static void write(VerifiedPatch patch) throws PatchException {
        PatchWriter writer = new PatchWriter(patch);
        try {
            writer.write();
        } catch (PatchException | RuntimeException e) {
            writer.undo();
            throw e;
        } finally {
            writer.close();
        }
    }

    private void write() throws PatchException {
        for (PlannedChange change : patch.changes()) {
            step(change.target(), () -> stage(change));
        }
        for (PlannedChange change : patch.changes()) {
            step(change.place(), () -> setAside(change));
        }
        for (PlannedChange change : patch.changes()) {
            step(change.target(), () -> putInPlace(change));
        }
        undos.clear();
        for (Waiting original : originals) {
            try {
                original.folder().delete(original.name());
            } catch (IOException e) {
                LOG.warn("an original could not be deleted after a patch: {}", original.name(), e);
            }
        }
    }

    /** A step of the writing. */
    private interface Step {
        void run() throws IOException, PatchException;
    }

    private static void step(Place place, Step step) throws PatchException {
        try {
            step.run();
        } catch (IOException e) {
            throw new PatchException(place + " cannot be written (" + reason(e) + "); no file was changed", e);
        }
    }

    /** In words of ours: messages of the file system name temporary files. */
    private static String reason(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "access denied";
            case "FileAlreadyExistsException" -> "it exists already";
            case "NoSuchFileException" -> "it is not there";
            case "NotDirectoryException" -> "a part of its path is no folder";
            case "ClosedByInterruptException" -> "interrupted";
            default -> "the file system refused";
        };
    }

    private void stage(PlannedChange change) throws IOException {
        String after = change.after();
        if (after == null) {
            return;
        }
        Folder folder = folder(change.target());
        Path temporary = temporary();
        undos.push(() -> {
            if (folder.has(temporary)) {
                folder.delete(temporary);
            }
        });
        folder.create(temporary, after.getBytes(StandardCharsets.UTF_8));
        if (change.before() != null) {
            folder.likeness(temporary, folder(change.place()), name(change.place()));
        }
        texts.put(change, new Waiting(folder, temporary));
    }

    private void setAside(PlannedChange change) throws IOException, PatchException {
        if (change.before() == null) {
            return;
        }
        Folder folder = folder(change.place());
        Path name = name(change.place());
        Path aside = temporary();
        folder.move(name, folder, aside);
        undos.push(() -> folder.move(aside, folder, name));
        if (!folder.read(aside, change.place().toString()).equals(change.before())) {
            throw new PatchException(change.place() + " has changed meanwhile; read it again. No file was changed");
        }
        originals.add(new Waiting(folder, aside));
    }

    private void putInPlace(PlannedChange change) throws IOException {
        Waiting text = texts.get(change);
        if (text == null) {
            return;
        }
        Path name = name(change.target());
        text.folder().move(text.name(), text.folder(), name);
        undos.push(() -> text.folder().move(name, text.folder(), text.name()));
    }

    private Folder folder(Place place) throws IOException {
        Path parent = place.real().getParent();
        if (parent == null) {
            throw new IOException("a file system's root is no file");
        }
        Folder open = folders.get(parent);
        if (open == null) {
            make(parent);
            open = Folder.open(parent);
            folders.put(parent, open);
        }
        return open;
    }

    /** Makes the folders that are missing. */
    private void make(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        make(parent);
        if (!parent.toRealPath().equals(parent)) {
            throw new IOException("the folder is no longer where it was: " + parent);
        }
        Files.createDirectory(folder);
        undos.push(() -> Files.deleteIfExists(folder));
    }

    private static Path name(Place place) {
        return place.real().getName(place.real().getNameCount() - 1);
    }

    private static Path temporary() {
        return Path.of(".parlance-" + UUID.randomUUID());
    }

    private void undo() {
        while (!undos.isEmpty()) {
            try {
                undos.pop().run();
            } catch (IOException e) {
                LOG.error("a step of a failed patch could not be taken back", e);
            }
        }
    }

    private void close() {
        for (Folder folder : folders.values()) {
            try {
                folder.close();
            } catch (IOException e) {
                LOG.debug("a folder could not be closed", e);
            }
        }
    }
}

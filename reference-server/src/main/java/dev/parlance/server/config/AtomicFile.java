package dev.parlance.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a small file as a whole: whoever reads it sees the old content or the new, also after a crash. What is
 * written is private to its owner from the first byte; a file that exists keeps its mode.
 *
 * <pre>{@code
 * AtomicFile.write(home.resolve("auth.json"), bytes, AtomicFile.OWNER_ONLY);
 * }</pre>
 */
public final class AtomicFile {
    /** Mode 600. */
    public static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private AtomicFile() {}

    /**
     * Writes the content to disk and puts it in the file's place. Missing folders are made, private to the user.
     *
     * @param file resolved through links by the caller if a link is to stay one
     * @param mode the mode to give; null to keep that of the present file, or 600 where there is none
     * @throws IOException if nothing was changed
     */
    public static void write(Path file, byte[] content, @Nullable Set<PosixFilePermission> mode) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        boolean posix = isPosix(folder);
        makeFolder(folder, posix);
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new", privately(posix, OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (posix) {
                Files.setPosixFilePermissions(fresh, mode != null ? mode : present(file));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncFolder(folder);
    }

    /** Makes a folder that only its user may enter, unless it is there. */
    static void makeFolder(Path folder, boolean posix) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, privately(posix, PosixFilePermissions.fromString("rwx------")));
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] privately(boolean posix, Set<PosixFilePermission> mode) {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : new FileAttribute<?>[0];
    }

    private static Set<PosixFilePermission> present(Path file) throws IOException {
        return Files.exists(file) ? Files.getPosixFilePermissions(file) : OWNER_ONLY;
    }

    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is in place. Some systems cannot open a folder; after a crash the old content may be back.
        }
    }
}

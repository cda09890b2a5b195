package dev.parlance.server.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold what users said: nobody else may read them. */
final class PrivateFile {
    private PrivateFile() {}

    /** Makes the folder and the empty file if they are not there. SQLite gives the files beside it the same rights. */
    static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Not asked of createDirectories: it takes a link to a folder for an obstacle.
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, rights(file, "rwx------"));
        }
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, rights(file, "rw-------"));
            } catch (FileAlreadyExistsException e) {
                // Another process was faster.
            }
        }
    }

    private static FileAttribute<?>[] rights(Path file, String rights) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))};
    }
}

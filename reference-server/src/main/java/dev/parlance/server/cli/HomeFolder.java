package dev.parlance.server.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that configuration, keys and threads are kept in: {@code PARLANCE_HOME}, else {@code .parlance} in the
 * user's home. Made readable for its owner alone when it is missing.
 *
 * <pre>{@code
 * Path home = HomeFolder.open(System.getenv("PARLANCE_HOME"));
 * }</pre>
 */
final class HomeFolder {
    static final String VARIABLE = "PARLANCE_HOME";

    private HomeFolder() {}

    /**
     * The folder, which exists and can be written.
     *
     * @param configured value of the variable; null or empty for the default
     * @throws StartException where it cannot be used
     */
    static Path open(@Nullable String configured) throws StartException {
        Path home = locate(configured);
        if (!Files.isDirectory(home)) {
            create(home);
        }
        if (!Files.isWritable(home)) {
            throw unusable(home, "this user may not write there");
        }
        return home;
    }

    private static Path locate(@Nullable String configured) throws StartException {
        boolean isDefault = configured == null || configured.isEmpty();
        String text = isDefault ? System.getProperty("user.home", "") + "/.parlance" : configured;
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartException(
                    ExitCode.START, "the home folder cannot be used: " + e.getMessage() + "; set " + VARIABLE);
        }
    }

    private static void create(Path home) throws StartException {
        try {
            if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                FileAttribute<?> ownerOnly =
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
                Files.createDirectories(home, ownerOnly);
            } else {
                Files.createDirectories(home);
            }
        } catch (FileAlreadyExistsException e) {
            throw unusable(home, e.getFile() + " is not a folder");
        } catch (IOException e) {
            throw unusable(home, "it is missing and cannot be created (" + e + ")");
        }
    }

    private static StartException unusable(Path home, String why) {
        return new StartException(
                ExitCode.START,
                "the home folder " + home + " cannot be used: " + why + "; set " + VARIABLE + " to another one");
    }
}

package dev.parlance.server.exec;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds programs on the server's own PATH: absolute folders only, so that no folder of a workspace is ever among them. */
final class Executables {
    private Executables() {}

    /** The program's absolute path, if there is one. */
    static Optional<Path> find(String name) {
        String path = System.getenv("PATH");
        return path == null ? Optional.empty() : find(name, path);
    }

    /** The same, on another search path. */
    static Optional<Path> find(String name, String searchPath) {
        for (String folder : searchPath.split(":")) {
            Path program = programIn(folder, name);
            if (program != null) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Path programIn(String folder, String name) {
        try {
            Path program = Path.of(folder).resolve(name);
            return program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program) ? program : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}

package dev.parlance.server.cli;

import dev.parlance.server.store.NativeLibrary;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code make-archive}: has a child of this very JVM start the server, hold a few turns and store the classes it used. The
 * archive serves this jar at this place on this JVM alone; another JVM starts without it. SQLite's native part is unpacked
 * beside the jar as well.
 */
@Command(
        name = "make-archive",
        description = {
            "Make the class-data archive beside the jar, which halves the time to start.",
            "Once after the installation or a change of the JVM; the build has done it for its own."
        })
final class ArchiveCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    /** Made by picocli. */
    ArchiveCommand() {}

    @Override
    public Integer call() throws StartException {
        try {
            Path jar = jar();
            String name = jar.getFileName().toString().replaceFirst("\\.jar$", ".jsa");
            Path archive = jar.resolveSibling(name);
            Path folder = Files.createTempDirectory(jar.getParent(), "archive");
            try {
                Path fresh = folder.resolve(name);
                NativeLibrary.unpackBeside(jar);
                new TrainingRun(jar, Files.createDirectory(folder.resolve("home"))).archiveTo(fresh);
                publish(fresh, archive);
            } finally {
                delete(folder);
            }
            StdoutText.line(archive.toString());
            return ExitCode.OK;
        } catch (IOException | RuntimeException | URISyntaxException e) {
            throw new StartException(
                    ExitCode.START, "no class-data archive was made, the server starts without one: " + e.getMessage());
        }
    }

    private static Path jar() throws IOException, URISyntaxException {
        CodeSource source = ArchiveCommand.class.getProtectionDomain().getCodeSource();
        Path jar = source == null
                ? Path.of("")
                : Path.of(source.getLocation().toURI()).toRealPath();
        if (!Files.isRegularFile(jar)) {
            throw new IOException("the server does not run from a jar");
        }
        return jar;
    }

    /** By renaming: a JVM that maps half an archive dies of it. */
    private static void publish(Path fresh, Path archive) throws IOException {
        if (!Files.isRegularFile(fresh)) {
            throw new IOException("this JVM wrote none");
        }
        try {
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}

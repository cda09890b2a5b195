package dev.parlance.server.cli;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.RunningTurn;
import dev.parlance.rpc.StreamTransport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code make-archive}: has a child of this very JVM start the server, hold one turn with the demo model and store the
 * classes it used. The archive serves this jar at this place on this JVM alone; another JVM starts without it.
 */
@Command(
        name = "make-archive",
        description = {
            "Make the class-data archive beside the jar, which halves the time to start.",
            "Once after the installation or a change of the JVM; the build has done it for its own."
        })
final class ArchiveCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** For the demo model: reasoning, a command, text. Nobody approves the command, should it be asked for. */
    private static final String TRAINING = "think starting then run true";

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
                train(jar, fresh, Files.createDirectory(folder.resolve("home")));
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

    private static void train(Path jar, Path archive, Path home) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "app-server",
                // With an option, so that the classes of the command line are in it as well.
                "--log-level",
                "error"));
        builder.environment().put(HomeFolder.VARIABLE, home.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process server = builder.start();
        try {
            converse(server, home);
            if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the server did not leave within " + LIMIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            server.destroyForcibly();
        }
    }

    private static void converse(Process server, Path folder) {
        try (Agent agent = Agent.builder()
                        .clientInfo("parlance-archive", Version.text())
                        .requestTimeout(LIMIT)
                        .attach(StreamTransport.of(server.getInputStream(), server.getOutputStream()));
                Conversation conversation = agent.startThread(folder);
                RunningTurn turn = conversation.run(TRAINING)) {
            turn.result();
        }
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

package dev.parlance.conformance.fuzz;

import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.StdioChannel;
import dev.parlance.conformance.wire.WebSocketChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A subject as its file describes it: each session with a process, a home and a workspace of its own, which are removed
 * afterwards. A server that runs already is only connected to, and counts as not contained.
 *
 * <pre>{@code
 * try (SubjectTarget target =
 *         new SubjectTarget(SubjectReader.read(file), new ProcessLauncher(), model.baseUrl().toString(), folder)) {
 *     …
 * }
 * }</pre>
 */
public final class SubjectTarget implements Target, AutoCloseable {
    private static final Duration LAUNCH = Duration.ofSeconds(30);
    private static final Duration EXIT = Duration.ofSeconds(5);

    private final Subject subject;
    private final Launcher launcher;
    private final String modelUrl;
    private final Path folder;
    private int sessions;

    /** Puts the folders of its sessions below {@code folder}, which is absolute, exists, and goes when this is closed. */
    public SubjectTarget(Subject subject, Launcher launcher, String modelUrl, Path folder) {
        this.subject = subject;
        this.launcher = launcher;
        this.modelUrl = modelUrl;
        this.folder = folder;
    }

    @Override
    public boolean contained() {
        return subject.stdio() != null || subject.listen() != null;
    }

    @Override
    public Running open(Channel.Receiver receiver) throws IOException {
        String address = subject.connect();
        if (!contained() && address != null) {
            Channel channel = WebSocketChannel.connect(URI.create(address), Map.of(), receiver, LAUNCH);
            return new Session(channel, null, Map.of(), null);
        }
        Path own = folder.resolve("session-" + sessions++);
        Map<String, String> folders = folders(own);
        Variables variables = new Variables().set("dialect", subject.dialect()).set("model.url", modelUrl);
        folders.forEach(variables::set);
        variables.set("folder", own.toString());
        variables.set("dir", String.valueOf(subject.file().toAbsolutePath().getParent()));
        Subject.Start stdio = subject.stdio();
        Subject.Start listen = subject.listen();
        if (stdio != null) {
            Launched process = launcher.launch(stdio, variables, LAUNCH);
            return new Session(StdioChannel.over(process.output(), process.input(), receiver), process, folders, own);
        }
        Launched process = launcher.launch(Objects.requireNonNull(listen), variables, LAUNCH);
        Channel channel =
                WebSocketChannel.connect(URI.create(String.valueOf(process.address())), Map.of(), receiver, LAUNCH);
        return new Session(channel, process, folders, own);
    }

    /** Removes the folder with everything that sessions left in it. */
    @Override
    public void close() {
        remove(folder);
    }

    private static Map<String, String> folders(Path own) throws IOException {
        Map<String, String> folders = new TreeMap<>();
        for (String name : List.of("home", "workspace", "tmp", "user")) {
            folders.put(name, Files.createDirectories(own.resolve(name)).toString());
        }
        Path deep = Files.createDirectories(own.resolve("workspace/sub/deep"));
        Files.writeString(own.resolve("workspace/note.txt"), "a note\n");
        Files.writeString(deep.resolve("note.txt"), "a deep note\n");
        return folders;
    }

    private record Session(
            Channel channel,
            @Nullable Launched process,
            Map<String, String> folders,
            @Nullable Path own) implements Running {
        @Override
        public OptionalLong residentBytes() {
            if (process == null) {
                return OptionalLong.empty();
            }
            try {
                // Pages of 4 KiB on all systems that have this file and that the suite runs on.
                String[] pages = Files.readString(
                                Path.of("/proc/" + process.pid() + "/statm"), StandardCharsets.US_ASCII)
                        .split(" ");
                return OptionalLong.of(Long.parseLong(pages[1]) * 4_096);
            } catch (IOException | NumberFormatException e) {
                return OptionalLong.empty();
            }
        }

        @Override
        public String stderr() {
            return process == null ? "" : process.stderr();
        }

        @Override
        public void close() {
            channel.close();
            if (process != null) {
                try {
                    if (process.awaitExit(EXIT).isEmpty()) {
                        process.kill();
                        process.awaitExit(EXIT);
                    }
                } catch (InterruptedException e) {
                    process.kill();
                    Thread.currentThread().interrupt();
                }
            }
            if (own != null) {
                remove(own);
            }
        }
    }

    /** What cannot be removed stays: a session's end is no place to fail. */
    private static void remove(Path own) {
        try {
            Files.walkFileTree(own, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException problem) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A process of the subject's may still write there.
        }
    }
}

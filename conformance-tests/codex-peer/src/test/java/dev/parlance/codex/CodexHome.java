package dev.parlance.codex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folders and settings of one real server, under the build folder: what a process transport needs to start it, as
 * often as a test likes. Nothing of the user's own set-up reaches the server, and the server asks nothing of the outside.
 *
 * <pre>{@code
 * CodexHome home = CodexHome.create("approvals", model.baseUrl());
 * new ProcessBuilder(home.command())...
 * }</pre>
 */
public final class CodexHome {
    private final Path root;

    private CodexHome(Path root) {
        this.root = root;
    }

    /** Fresh folders for a test of this name, and a configuration that points at the model. */
    public static CodexHome create(String name, URI modelBaseUrl) {
        try {
            Path peers = Files.createDirectories(Path.of(property("codex.peers")));
            CodexHome home = new CodexHome(Files.createTempDirectory(peers, name + "-"));
            // The server's home must not lie under its temporary folder, or commands with a terminal fail.
            for (String folder : List.of("home", "tmp", "user", "workspace")) {
                Files.createDirectory(home.root.resolve(folder));
            }
            Files.writeString(
                    home.root.resolve("home/config.toml"), template().replace("@BASE_URL@", modelBaseUrl.toString()));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that speaks the protocol on stdin and stdout, to be run in {@link #environment()}. */
    public List<String> command() {
        return List.of(property("codex.binary"), "app-server");
    }

    /** The same for starters that cannot but hand their own environment down. */
    List<String> isolatedCommand() {
        return Stream.of(
                        Stream.of("env", "-i"),
                        new TreeMap<>(environment()).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()),
                        command().stream())
                .flatMap(words -> words)
                .toList();
    }

    /** The whole environment; nothing else is to be inherited. */
    public Map<String, String> environment() {
        return Map.of(
                "PATH", Objects.requireNonNull(System.getenv("PATH")),
                "HOME", root.resolve("user").toString(),
                "CODEX_HOME", root.resolve("home").toString(),
                "TMPDIR", root.resolve("tmp").toString(),
                "LANG", "C.UTF-8");
    }

    /** The server's working folder, also meant as the threads' {@code cwd}. */
    public Path work() {
        return root.resolve("workspace");
    }

    /** Where the server's stderr goes. */
    public Path stderr() {
        return root.resolve("stderr.log");
    }

    /** The server's own folder, with its configuration. */
    public Path home() {
        return root.resolve("home");
    }

    private static String template() throws IOException {
        try (InputStream in = Objects.requireNonNull(CodexHome.class.getResourceAsStream("/config.toml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty(name), "system property " + name + " is not set; run with Maven and -Pcodex");
    }
}

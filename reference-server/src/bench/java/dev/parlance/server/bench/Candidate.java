package dev.parlance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to start a server.
 *
 * @param name as in the table
 * @param command speaks the protocol on stdin and stdout
 * @param folder where its homes are made
 */
record Candidate(String name, List<String> command, Path folder) {
    private static final AtomicInteger HOMES = new AtomicInteger();

    /** The same settings for both; without the latter half the real server asks the outside for plugins and updates. */
    private static final String CONFIG = """
            model = "gpt-5.5"
            model_provider = "scripted"
            approval_policy = "on-request"
            sandbox_mode = "workspace-write"
            check_for_update_on_startup = false

            [model_providers.scripted]
            name = "scripted"
            base_url = "@BASE_URL@"
            wire_api = "responses"
            requires_openai_auth = false
            supports_websockets = false

            [features]
            shell_snapshot = false
            plugins = false
            apps = false
            remote_plugin = false

            [analytics]
            enabled = false

            [feedback]
            enabled = false
            """;

    /** A folder with a configuration and nothing else. */
    Path freshHome(URI model) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name.replace(' ', '-') + "-" + HOMES.incrementAndGet()));
        // The real server's home must not lie under its temporary folder.
        for (String each : List.of("home", "tmp", "user", "work")) {
            Files.createDirectory(root.resolve(each));
        }
        Files.writeString(root.resolve("home/config.toml"), CONFIG.replace("@BASE_URL@", model.toString()));
        return root;
    }

    /** Starts it in such a folder, with nothing of the user's own environment. */
    Process start(Path root) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.resolve("work").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", Objects.requireNonNull(System.getenv("PATH")),
                        "HOME", root.resolve("user").toString(),
                        "CODEX_HOME", root.resolve("home").toString(),
                        "PARLANCE_HOME", root.resolve("home").toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "TMPDIR", root.resolve("tmp").toString(),
                        "LANG", "C.UTF-8"));
        return builder.redirectError(root.resolve("stderr.log").toFile()).start();
    }
}

package dev.parlance.javaclient;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * <pre>{@code
 * Settings settings = Settings.of("--prompt", "Hello", "--decision", "decline", "--", "codex", "app-server");
 * }</pre>
 *
 * @param prompt what is asked
 * @param decision what the user decides: {@code accept}, {@code decline}, or {@code late}, which accepts when the next text
 *     is shown
 * @param conversations how many are held at once
 * @param turnDeadline how long a turn may be silent
 * @param workspace the folder the agent works in
 * @param url of a server that listens; null if one is started
 * @param command that starts the server; empty if one listens
 */
record Settings(
        String prompt,
        String decision,
        int conversations,
        Duration turnDeadline,
        Path workspace,
        @Nullable URI url,
        List<String> command) {
    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Settings of(String... args) {
        List<String> words = List.of(args);
        int end = words.indexOf("--");
        List<String> options = end < 0 ? words : words.subList(0, end);
        List<String> command = end < 0 ? List.of() : words.subList(end + 1, words.size());
        String url = option(options, "--url", "");
        if (url.isEmpty() == command.isEmpty()) {
            throw new IllegalArgumentException(
                    "say either --url ws://… or, after --, the command that starts the server");
        }
        double seconds = Double.parseDouble(option(options, "--turn-deadline", "600"));
        return new Settings(
                option(options, "--prompt", "Hello"),
                option(options, "--decision", "decline"),
                Integer.parseInt(option(options, "--conversations", "1")),
                Duration.ofMillis(Math.round(seconds * 1_000)),
                Path.of(option(options, "--workspace", ".")).toAbsolutePath(),
                url.isEmpty() ? null : URI.create(url),
                command);
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == options.size()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return options.get(at + 1);
    }
}

package dev.parlance.codex.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a terminal of its own, read and typed into by way of tmux. */
final class TerminalScreen implements AutoCloseable {
    // Written by the shell: tmux itself does not always know the code of what has ended.
    private static final Pattern ENDED = Pattern.compile("ended with (\\d+)");
    private static final AtomicInteger COUNT = new AtomicInteger();

    // A server of our own, so that no session of the user's is touched.
    private final String socket = "parlance-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    private TerminalScreen() {}

    /**
     * Fails where a program is missing that the tests with a terminal need.
     *
     * @throws IllegalStateException naming it
     */
    static void requirePrograms() throws InterruptedException {
        for (List<String> command : List.of(List.of("tmux", "-V"), List.of("bwrap", "--version"))) {
            try {
                run(command);
            } catch (IOException e) {
                throw new IllegalStateException(
                        command.get(0) + " is missing: install tmux and bubblewrap, the profile codex needs both", e);
            }
        }
    }

    /** Starts a command with this environment and no other. */
    static TerminalScreen start(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("env", "-i"));
        new TreeMap<>(environment).forEach((name, value) -> words.add(name + "=" + value));
        words.add("TERM=xterm-256color");
        words.addAll(command);
        TerminalScreen screen = new TerminalScreen();
        // High enough for a whole thread: the client redraws no more than a screen of it.
        screen.tmux(
                "start-server",
                ";",
                "set-option",
                "-g",
                "remain-on-exit",
                "on",
                ";",
                "set-option",
                "-g",
                "history-limit",
                "5000",
                ";",
                "new-session",
                "-d",
                "-x",
                "120",
                "-y",
                "120",
                "-c",
                folder.toString(),
                quoted(words) + "; echo ended with $?");
        return screen;
    }

    /** What was shown, the part that has moved off the top included. */
    String text() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p", "-J", "-S", "-");
    }

    /** Waits until the text fits, and returns it. */
    String await(String what, Predicate<String> fits) throws IOException, InterruptedException {
        Patience patience = new Patience();
        while (true) {
            String text = text();
            if (fits.test(text)) {
                return text;
            }
            if (!patience.again()) {
                throw new IllegalStateException(what + " is not on the screen:\n" + text.strip());
            }
        }
    }

    /** Waits until this is on the screen. */
    String await(String wanted) throws IOException, InterruptedException {
        return await("\"" + wanted + "\"", text -> text.contains(wanted));
    }

    /** Types a line: waits until it is shown before Enter is pressed. */
    void type(String line) throws IOException, InterruptedException {
        tmux("send-keys", "-l", line);
        await("› " + line);
        key("Enter");
    }

    /** Presses a key by tmux's name for it. */
    void key(String name) throws IOException, InterruptedException {
        tmux("send-keys", name);
    }

    /** Waits until the program has ended, and returns its exit code. */
    int awaitExit() throws IOException, InterruptedException {
        Matcher ended = ENDED.matcher(
                await("the end of the program", text -> ENDED.matcher(text).find()));
        if (!ended.find()) {
            throw new IllegalStateException("the end of the program is no longer on the screen");
        }
        return Integer.parseInt(ended.group(1));
    }

    /** Ends the program. */
    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket, "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(WireClient.PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " failed: " + output);
        }
        return output;
    }

    private static String quoted(List<String> words) {
        StringBuilder out = new StringBuilder();
        words.forEach(word -> out.append("'").append(word.replace("'", "'\\''")).append("' "));
        return out.toString();
    }
}

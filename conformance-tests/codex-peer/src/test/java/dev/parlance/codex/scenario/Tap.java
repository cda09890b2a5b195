package dev.parlance.codex.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite's {@code tap}, as the jar that is delivered, in front of a server that listens. */
final class Tap implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) for ");

    private final Process process;
    private final Path report;
    private final URI address;

    private Tap(Process process, Path report) throws IOException {
        this.process = process;
        this.report = report;
        BufferedReader stderr = process.errorReader(StandardCharsets.UTF_8);
        String line = stderr.readLine();
        Matcher listening = LISTENING.matcher(String.valueOf(line));
        if (!listening.find()) {
            process.destroyForcibly();
            throw new IllegalStateException("the tap does not say where it listens: " + line);
        }
        this.address = URI.create(listening.group(1));
    }

    /** Judges by the file of that subject, and reports to that folder. */
    static Tap before(ListeningServer server, Subject subject, Path report) throws IOException {
        Path subjects = Path.of(property("parlance.subjects"));
        return new Tap(
                new ProcessBuilder(List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                property("parlance.suite.jar"),
                                "tap",
                                "--listen",
                                "ws://127.0.0.1:0",
                                "--connect",
                                server.address().toString(),
                                "--subject",
                                subjects.resolve(subject.file()).toString(),
                                "--report",
                                report.toString()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                report);
    }

    URI address() {
        return address;
    }

    /** Ends it as Ctrl-C does; what it has to say of the conversation, the exit code first. */
    String verdict() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(WireClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the tap does not end");
        }
        return process.exitValue() + "\n" + Files.readString(report.resolve("report.txt"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), "system property " + name + " is not set");
    }
}

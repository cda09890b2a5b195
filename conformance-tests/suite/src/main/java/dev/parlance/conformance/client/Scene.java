package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client that was started for one scenario, with folders of its own; closing it ends the client and removes them.
 *
 * <pre>{@code
 * try (Scene scene = new Scene(subject, scenario, stage, patience)) { Launched client = scene.raise(launcher, "stdio"); }
 * }</pre>
 */
final class Scene implements Closeable {
    /** Longest line of a client's standard output that is read. */
    private static final int MAX_TOLD = 16 << 20;

    private static final String THREAD = "0199a2c4-6f10-7d31-9a55-2f6a1c9d0c01";
    private static final String TURN = "0199a2c4-7a3e-7c02-8f41-5b0e6d2a9d01";
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final ClientSubject subject;
    private final ClientScenario scenario;
    private final Stage stage;
    private final Duration patience;
    private final Path folder;
    private final Variables variables = new Variables();
    private @Nullable Closeable port;
    private @Nullable Launched client;

    Scene(ClientSubject subject, ClientScenario scenario, Stage stage, Duration patience) throws IOException {
        this.subject = subject;
        this.scenario = scenario;
        this.stage = stage;
        this.patience = patience;
        this.folder = Files.createTempDirectory("parlance-client-").toRealPath();
    }

    Variables variables() {
        return variables;
    }

    /** Starts the client. */
    Launched raise(Launcher launcher, String transport) throws IOException {
        Files.createDirectory(folder.resolve("workspace"));
        Files.createDirectory(folder.resolve("home"));
        variables.set("workspace", folder.resolve("workspace").toString());
        variables.set("home", folder.resolve("home").toString());
        variables.set(
                "dir",
                Objects.requireNonNull(subject.file().toAbsolutePath().getParent())
                        .toString());
        variables.set("prompt", "Why does the build fail?");
        variables.set("decision", scenario.decision());
        variables.set("conversations", IntNode.valueOf(scenario.parallel() ? 2 : 1));
        variables.set("turnDeadline", String.valueOf(turnDeadline().toMillis() / 1_000.0));
        variables.set("thread", THREAD).set("turn", TURN);
        List<String> server = open(transport);
        Subject.Start start = Objects.requireNonNull(subject.starts().get(transport));
        List<String> command = new ArrayList<>();
        start.command().forEach(word -> {
            if (word.equals("${server.command}")) {
                command.addAll(server);
            } else {
                command.add(word);
            }
        });
        Launched launched = launcher.launch(
                new Subject.Start(command, start.env(), start.cwd(), start.files(), null), variables, patience);
        client = launched;
        watch(launched);
        return launched;
    }

    /** Short only where the turn is not to end: elsewhere a slow machine must not make the client give up. */
    private Duration turnDeadline() {
        Duration deadline = subject.turnDeadline();
        return deadline != null && scenario.needs().contains("deadline") ? deadline : patience.multipliedBy(4);
    }

    /** Opens the door that the client is to come in by; gives the command to start over stdio, else nothing. */
    private List<String> open(String transport) throws IOException {
        if (transport.equals("websocket")) {
            WebSocketPort listening = new WebSocketPort(stage, patience);
            port = listening;
            variables.set("server.url", listening.url());
            return List.of();
        }
        RelayPort relay = new RelayPort(stage);
        port = relay;
        List<String> command = relay.command(scenario.stubborn());
        variables.set("server.port", String.valueOf(relay.port())).set("server.token", relay.token());
        variables.set("server.stubborn", String.valueOf(scenario.stubborn()));
        variables.set("server.script", script(command).toString());
        return command;
    }

    /** For clients that take the path of a program and give it arguments of their own. */
    private Path script(List<String> command) throws IOException {
        Path script = folder.resolve("server");
        String words = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(script, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        if (Files.getFileStore(script).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
        return script;
    }

    private void watch(Launched launched) {
        daemon("client-output", () -> listen(launched.output()));
        daemon("client-exit", () -> {
            try {
                launched.awaitExit(FOR_EVER).ifPresent(stage::exited);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void listen(InputStream output) {
        var lines = new dev.parlance.conformance.wire.LineSplitter(MAX_TOLD);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(output)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                lines.feed(buffer, n).forEach(stage::told);
            }
        } catch (IOException e) {
            // It has ended; what it told before counts.
        }
        stage.told(lines.rest());
        stage.silent();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        end();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A client that still writes there; the system clears its temporary files.
            folder.toFile().deleteOnExit();
        }
    }

    /** Ends the connection and the client, also from another thread. */
    void end() {
        stage.cut();
        Launched started = client;
        if (started != null && started.isAlive()) {
            started.kill();
        }
        Closeable open = port;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nobody can connect any more, which is what was to be reached.
            }
        }
    }
}

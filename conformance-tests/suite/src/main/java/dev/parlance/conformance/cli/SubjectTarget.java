package dev.parlance.conformance.cli;

import dev.parlance.conformance.replay.Target;
import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectException;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.StdioChannel;
import dev.parlance.conformance.wire.WebSocketChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subject's file as the server that a recording is played to, in folders of its own below the one that is given. */
final class SubjectTarget implements Target {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Subject subject;
    private final boolean several;
    private final @Nullable String model;
    private final Path folder;
    private final Duration deadline;
    private @Nullable Launched running;

    SubjectTarget(Subject subject, boolean several, @Nullable String model, Path folder, Duration deadline) {
        this.subject = subject;
        this.several = several;
        this.model = model;
        this.folder = folder;
        this.deadline = deadline;
    }

    @Override
    public Channel connect(Channel.Receiver receiver) throws IOException {
        String fixed = subject.connect();
        if (fixed != null) {
            return WebSocketChannel.connect(URI.create(fixed), Map.of(), receiver, deadline);
        }
        Launched process = running;
        if (process == null) {
            process = launch();
            running = process;
        }
        String address = process.address();
        return address == null
                ? StdioChannel.over(process.output(), process.input(), receiver)
                : WebSocketChannel.connect(URI.create(address), Map.of(), receiver, deadline);
    }

    private Launched launch() throws IOException {
        Subject.Start start = several || subject.stdio() == null ? subject.listen() : subject.stdio();
        if (start == null) {
            throw new IOException(subject.file() + " does not say how to start the server");
        }
        Variables variables = new Variables();
        for (String name : List.of("home", "workspace", "tmp", "user")) {
            variables.set(name, Files.createDirectories(folder.resolve(name)).toString());
        }
        variables.set("dir", String.valueOf(subject.file().toAbsolutePath().getParent()));
        if (model != null) {
            variables.set("model.url", model);
        }
        try {
            return new ProcessLauncher().launch(start, variables, deadline);
        } catch (SubjectException e) {
            throw new SubjectException(
                    subject.file() + ": " + e.getMessage() + "; --model says what ${model.url} stands for");
        }
    }

    @Override
    public boolean severalConnections() {
        return subject.connect() != null || subject.listen() != null;
    }

    @Override
    public String name() {
        return subject.name();
    }

    @Override
    public void close() {
        Launched process = running;
        if (process == null) {
            return;
        }
        process.terminate();
        try {
            if (process.awaitExit(GRACE).isEmpty()) {
                process.kill();
            }
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
        }
    }
}

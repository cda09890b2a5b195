package dev.parlance.conformance.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts subjects as processes of their own.
 *
 * <pre>{@code
 * Launched server = new ProcessLauncher().launch(subject.stdio(), variables, Duration.ofSeconds(30));
 * }</pre>
 */
public final class ProcessLauncher implements Launcher {
    @Override
    public Launched launch(Subject.Start start, Variables given, Duration limit) throws IOException {
        Variables variables = new Variables(given);
        String address = start.address();
        if (address != null) {
            variables.set("port", String.valueOf(Ports.free()));
        }
        for (Map.Entry<String, String> file : start.files().entrySet()) {
            Path path = Path.of(variables.expand(file.getKey()));
            Files.createDirectories(path.getParent());
            Files.writeString(path, variables.expand(file.getValue()));
        }
        List<String> command = start.command().stream().map(variables::expand).toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of(variables.expand(start.cwd())).toFile());
        builder.environment().clear();
        start.env().forEach((name, value) -> builder.environment().put(name, variables.expand(value)));
        Running running = new Running(builder.start());
        if (address == null) {
            return running;
        }
        try {
            running.listensAt(running.stderr.address(variables.expand(address), limit));
            return running;
        } catch (IOException e) {
            running.kill();
            throw e;
        }
    }

    private static final class Running implements Launched {
        private final Process process;
        private final StderrTail stderr;
        private @Nullable String address;

        Running(Process process) {
            this.process = process;
            this.stderr = new StderrTail(process.getErrorStream());
        }

        void listensAt(String where) {
            address = where;
        }

        @Override
        public InputStream output() {
            return process.getInputStream();
        }

        @Override
        public OutputStream input() {
            return process.getOutputStream();
        }

        @Override
        public @Nullable String address() {
            return address;
        }

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public OptionalInt awaitExit(Duration limit) throws InterruptedException {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        }

        @Override
        public void terminate() {
            // Process.destroy would close its standard error, and with it its last words.
            process.toHandle().destroy();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public String stderr() {
            return stderr.text();
        }
    }
}

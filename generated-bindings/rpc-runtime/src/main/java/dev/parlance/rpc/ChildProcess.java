package dev.parlance.rpc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server that is our child: its stdin and stdout are the connection, its stderr is drained. When it dies, pending calls
 * fail with its exit code and the end of its stderr. It does not outlive this process.
 *
 * <pre>{@code
 * ChildProcess agent = ChildProcess.builder("codex", "app-server")
 *         .environment("RUST_LOG", "warn")
 *         .stderr(log::debug)
 *         .start();
 * try (Peer peer = Peer.builder(agent).start()) { ... }
 * }</pre>
 */
public final class ChildProcess implements Transport {
    private static final long EXIT_MILLIS = 1_000;
    private static final Set<ChildProcess> ALIVE = ConcurrentHashMap.newKeySet();

    private final Process process;
    /** The program alone: arguments may hold secrets, and errors reach logs. */
    private final String program;

    private final Duration grace;
    private final StderrTail stderr;

    private ChildProcess(Process process, String program, Duration grace, @Nullable Consumer<String> lines) {
        this.process = process;
        this.program = program;
        this.grace = grace;
        this.stderr = new StderrTail(process.getErrorStream(), lines);
    }

    /** Starts to describe a child: a program and its arguments, which no shell interprets. */
    public static Builder builder(String... command) {
        return new Builder(List.of(command));
    }

    /** Starts to describe a child: a program and its arguments, which no shell interprets. */
    public static Builder builder(List<String> command) {
        return new Builder(List.copyOf(command));
    }

    /** The child itself, for its pid and its exit. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public InputStream input() {
        return process.getInputStream();
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    @Override
    public ConnectionClosedException ended(@Nullable Throwable failure) {
        StringBuilder text = new StringBuilder("process `" + program + "` (pid " + process.pid() + ") ");
        if (exited(EXIT_MILLIS)) {
            text.append("exited with code ").append(process.exitValue());
        } else {
            text.append("closed its stdout and still runs");
        }
        String tail = stderr.tail(exited(0) ? EXIT_MILLIS : 0);
        text.append(tail.isEmpty() ? "; it wrote nothing to stderr" : "; end of its stderr:\n" + tail);
        return new ConnectionClosedException(text.toString(), failure);
    }

    private boolean exited(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /**
     * Closes its stdin, which asks a server to leave, waits for the grace period, then ends it and what it started: first
     * kindly, a second later by force.
     */
    @Override
    public void close() throws IOException {
        // Before it goes: afterwards nobody knows whose children they were.
        List<ProcessHandle> family;
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            family = descendants.toList();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already.
        }
        if (!exited(grace.toMillis())) {
            process.destroy();
        }
        family.forEach(ProcessHandle::destroy);
        if (!exited(EXIT_MILLIS)) {
            process.destroyForcibly();
        }
        for (ProcessHandle each : family) {
            if (each.isAlive()) {
                each.destroyForcibly();
            }
        }
        ALIVE.remove(this);
        process.getInputStream().close();
    }

    private void kill() {
        try (Stream<ProcessHandle> descendants = process.descendants()) {
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    /** Ends what is left when this process ends; a child of a process that is killed sees the end of its stdin. */
    private static final class AtExit {
        static {
            Runtime.getRuntime().addShutdownHook(Threads.create("children", () -> ALIVE.forEach(ChildProcess::kill)));
        }

        static void register(ChildProcess child) {
            ALIVE.add(child);
            CompletableFuture<?> unused = child.process.onExit().thenRun(() -> ALIVE.remove(child));
        }
    }

    /**
     * Describes a child.
     *
     * <pre>{@code
     * ChildProcess child = ChildProcess.builder("agent").directory(new File("/tmp")).grace(Duration.ofSeconds(5)).start();
     * }</pre>
     */
    public static final class Builder {
        private final ProcessBuilder process;
        private Duration grace = Duration.ofSeconds(2);
        private @Nullable Consumer<String> stderr;

        private Builder(List<String> command) {
            process = new ProcessBuilder(command);
        }

        /** Adds a variable to the environment, which is this process's own otherwise. */
        public Builder environment(String name, String value) {
            process.environment().put(name, value);
            return this;
        }

        /** Adds variables to the environment. */
        public Builder environment(Map<String, String> values) {
            process.environment().putAll(values);
            return this;
        }

        /** Forgets this process's own environment: the child gets only what is added after this. */
        public Builder clearEnvironment() {
            process.environment().clear();
            return this;
        }

        /** Where it starts; in this process's directory unless said. */
        public Builder directory(File value) {
            process.directory(Objects.requireNonNull(value));
            return this;
        }

        /** Is given each line of its stderr, cut at 8 KiB; called on a thread of its own. */
        public Builder stderr(Consumer<String> value) {
            stderr = Objects.requireNonNull(value);
            return this;
        }

        /** How long it may take to leave when its stdin is closed; two seconds unless said. */
        public Builder grace(Duration value) {
            grace = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Starts it.
         *
         * @throws IOException if there is no such program or directory
         */
        public ChildProcess start() throws IOException {
            ChildProcess child =
                    new ChildProcess(process.start(), process.command().get(0), grace, stderr);
            AtExit.register(child);
            Threads.start("stderr", child.stderr);
            return child;
        }
    }
}

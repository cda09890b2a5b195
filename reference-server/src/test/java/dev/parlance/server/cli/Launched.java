package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.server.live.Interrupts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packaged server as a process, with all that it writes; ended with the test at the latest. */
final class Launched implements AutoCloseable {
    static final Path LAUNCHER = Path.of(System.getProperty("parlance.server", "target/parlance-server"))
            .toAbsolutePath();
    static final Path JAR = LAUNCHER.resolveSibling("parlance-server.jar");
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Collected stdout;
    private final Collected stderr;

    private Launched(Process process) {
        this.process = process;
        this.stdout = new Collected(process.getInputStream());
        this.stderr = new Collected(process.getErrorStream());
    }

    /** Through the launcher. */
    static Launched start(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return start(home, Map.of(), command);
    }

    static Launched start(Path home, Map<String, String> environment, List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(Interrupts.heard());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("PARLANCE_HOME", home.toString());
        builder.environment().putAll(environment);
        return new Launched(builder.start());
    }

    OutputStream stdin() {
        return process.getOutputStream();
    }

    void send(String line) throws IOException {
        stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        stdin().flush();
    }

    /** What a terminal or a supervisor would send: TERM or INT. */
    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code, once it has left and both streams are read. */
    int exitCode() throws InterruptedException {
        boolean left = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertThat(left)
                .as("left within %s s; stderr: %s", LIMIT_SECONDS, stderr)
                .isTrue();
        stdout.join();
        stderr.join();
        return process.exitValue();
    }

    String stdout() {
        return stdout.toString();
    }

    String stderr() {
        return stderr.toString();
    }

    /** Waits for a line on stdout. */
    String awaitOutput(Predicate<String> wanted) throws InterruptedException {
        return stdout.await(wanted);
    }

    /** Waits for a line on stderr. */
    String awaitError(Predicate<String> wanted) throws InterruptedException {
        return stderr.await(wanted);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;
        private boolean ended;

        Collected(InputStream in) {
            reader = new Thread(() -> collect(in));
            reader.setDaemon(true);
            reader.start();
        }

        private void collect(InputStream in) {
            byte[] chunk = new byte[8_192];
            try {
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    add(chunk, count);
                }
            } catch (IOException e) {
                // The process is gone.
            }
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }

        private synchronized void add(byte[] chunk, int count) {
            bytes.write(chunk, 0, count);
            notifyAll();
        }

        synchronized String await(Predicate<String> wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (true) {
                for (String line : whole()) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(ended || left <= 0).as("no such line in: %s", this).isFalse();
                wait(left);
            }
        }

        /** Lines that have come to their end. */
        private List<String> whole() {
            String text = toString();
            int end = text.lastIndexOf('\n');
            return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n"));
        }

        void join() throws InterruptedException {
            reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        }

        @Override
        public synchronized String toString() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}

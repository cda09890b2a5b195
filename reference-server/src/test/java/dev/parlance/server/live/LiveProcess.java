package dev.parlance.server.live;

import dev.parlance.rpc.StreamTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process on stdin and stdout, from the classes under test; ended with the test at the latest. */
final class LiveProcess implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Path stderr;
    private final LiveClient client;

    private LiveProcess(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
        this.client = new LiveClient(StreamTransport.of(process.getInputStream(), process.getOutputStream()));
    }

    /** On that home folder, with further arguments of {@code app-server}. */
    static LiveProcess start(Path home, String... arguments) throws IOException {
        Path stderr = Files.createTempFile(home.toAbsolutePath().getParent(), "stderr", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.parlance.server.cli.Main",
                "app-server"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
        builder.environment().put("PARLANCE_HOME", home.toString());
        return new LiveProcess(builder.start(), stderr);
    }

    /** Its only client; nothing has been said yet. */
    LiveClient client() {
        return client;
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** The exit code, once it has left. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still there after " + LIMIT_SECONDS + " s; stderr: " + stderr());
        }
        client.awaitEnd();
        return process.exitValue();
    }

    String stderr() {
        try {
            return Files.readString(stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

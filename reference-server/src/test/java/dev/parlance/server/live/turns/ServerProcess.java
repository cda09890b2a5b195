package dev.parlance.server.live.turns;

import dev.parlance.rpc.Transport;
import dev.parlance.server.live.LiveClient;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The server as a process of its own on stdin and stdout, which kills itself like power that fails: with SIGKILL, in the
 * moment in which a given number of bytes has been read from it.
 */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);

    private ServerProcess(Process process) {
        this.process = process;
    }

    static ServerProcess start(Path home) throws IOException {
        return start(home, Map.of());
    }

    /** With those variables besides, or instead of, the usual ones. */
    static ServerProcess start(Path home, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().put("PARLANCE_HOME", home.toString());
        // The user's own profile may leave locks behind when its shell is killed.
        builder.environment().put("HOME", home.getParent().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(
                home.resolveSibling("stderr.txt").toFile()));
        return new ServerProcess(builder.start());
    }

    /** The packaged server where it was built before the tests, or its classes. */
    private static List<String> command() {
        String packaged = System.getProperty("parlance.server");
        if (packaged != null && Files.isExecutable(Path.of(packaged))) {
            return List.of(packaged, "app-server");
        }
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.parlance.server.cli.Main",
                "app-server");
    }

    /** Its standard streams, as a connection. */
    Transport transport() {
        InputStream counted = new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                // Never past the point: what comes after it must be in the pipe when the process dies.
                int most = (int) Math.max(1, Math.min(length, bytesLeft.get()));
                int count = super.read(buffer, offset, most);
                count(Math.max(0, count));
                return count;
            }
        };
        return new Transport() {
            @Override
            public InputStream input() {
                return counted;
            }

            @Override
            public OutputStream output() {
                return process.getOutputStream();
            }

            @Override
            public void close() {
                process.destroyForcibly();
            }
        };
    }

    private void count(int bytes) {
        if (bytesLeft.addAndGet(-bytes) <= 0) {
            process.destroyForcibly();
        }
    }

    /** Dies when so many more bytes have been read from it. */
    void killAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** Waits until it is gone; where the turns of all threads have ended before its time, it is killed then. */
    void awaitDeath(LiveClient client, int from, Set<String> threads) throws InterruptedException {
        try {
            for (String thread : threads) {
                client.await(message -> message.path("method").asText().equals("turn/completed")
                        && message.at("/params/threadId").asText().equals(thread)
                        && client.received().indexOf(message) >= from);
            }
        } catch (AssertionError e) {
            // The connection has ended, as it should.
        }
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

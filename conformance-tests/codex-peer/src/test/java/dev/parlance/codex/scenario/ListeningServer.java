package dev.parlance.codex.scenario;

import dev.parlance.codex.CodexHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** A server that listens on a WebSocket on loopback, ready when {@link #start} returns. */
final class ListeningServer implements AutoCloseable {
    private final Process process;
    private final int port;

    private ListeningServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ListeningServer start(Subject subject, CodexHome home) throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(subject.command(home, "--listen", "ws://127.0.0.1:" + port))
                .directory(home.work().toFile());
        builder.environment().clear();
        builder.environment().putAll(subject.environment(home));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.stderr().toFile()));
        ListeningServer server = new ListeningServer(builder.start(), port);
        try {
            server.awaitReady(home);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(WireClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(CodexHome home) throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .timeout(WireClient.PATIENCE)
                .build();
        HttpClient http = HttpClient.newHttpClient();
        Patience patience = new Patience();
        while (true) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
            }
            if (!process.isAlive() || !patience.again()) {
                throw new IllegalStateException("the server is not ready: " + Files.readString(home.stderr()));
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

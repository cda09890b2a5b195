package dev.parlance.server.cli;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.rpc.StreamTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a child process that does what servers commonly do, so that the classes for it get into the archive: turns
 * with the demo model, with an endpoint of the Responses API, and with one that wants TLS. What a run leaves out costs the
 * first turn of every later process; the endpoint alone half a second.
 */
final class TrainingRun {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** For the demo model: reasoning, a command, text. Nobody approves the command, should it be asked for. */
    private static final String DEMO = "think starting then run true";

    private final Path jar;
    private final Path home;

    TrainingRun(Path jar, Path home) {
        this.jar = jar;
        this.home = home;
    }

    /**
     * Returns when the child has written the archive, or has not been able to.
     *
     * @throws IOException if the child failed
     */
    void archiveTo(Path archive) throws IOException {
        try (TrainingEndpoint endpoint = TrainingEndpoint.open()) {
            Files.writeString(home.resolve("config.toml"), configuration(endpoint.port()));
            Process server = start(archive);
            try {
                converse(server);
                if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("the server did not leave within " + LIMIT.toSeconds() + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                server.destroyForcibly();
            }
        }
    }

    private static String configuration(int port) {
        return """
                model = "training"
                model_provider = "plain"

                [model_providers.plain]
                name = "plain"
                base_url = "http://127.0.0.1:%1$d/v1"
                wire_api = "responses"

                [model_providers.tls]
                name = "tls"
                base_url = "https://127.0.0.1:%1$d/v1"
                wire_api = "responses"
                request_max_retries = 0
                stream_max_retries = 0
                """.formatted(port);
    }

    private Process start(Path archive) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java.toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "app-server",
                // With an option, so that the classes of the command line are in it as well.
                "--log-level",
                "error"));
        builder.environment().put(HomeFolder.VARIABLE, home.toString());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private void converse(Process server) {
        try (Agent agent = Agent.builder()
                .clientInfo("parlance-archive", Version.text())
                .requestTimeout(LIMIT)
                .attach(StreamTransport.of(server.getInputStream(), server.getOutputStream()))) {
            turn(agent, "plain", "hello");
            turn(agent, "tls", "hello");
            turn(agent, "demo", DEMO);
        }
    }

    private void turn(Agent agent, String provider, String prompt) {
        ThreadStartParams params = ThreadStartParams.builder()
                .cwd(home.toString())
                .modelProvider(provider)
                .build();
        try (Conversation conversation = agent.startThread(params);
                RunningTurn turn = conversation.run(prompt)) {
            turn.result();
        }
    }
}

package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.ThreadListParams;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.StreamTransport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ServingIT {
    private static final String INITIALIZE =
            "{\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\"it\",\"version\":\"1\"}}}";

    @TempDir
    private Path folder;

    private Path home;
    private Path project;

    @BeforeEach
    void folders() throws Exception {
        home = folder.resolve("home");
        project = Files.createDirectory(folder.resolve("project"));
    }

    private static Launched listening(Path home) throws Exception {
        return Launched.start(home, "app-server", "--listen", "ws://127.0.0.1:0");
    }

    private static URI address(Launched server) throws InterruptedException {
        String prefix = "listening on: ";
        return URI.create(server.awaitError(line -> line.startsWith(prefix)).substring(prefix.length()));
    }

    private static Agent agent(Launched server) throws Exception {
        return Agent.builder().connect(address(server));
    }

    private static Agent launch(Path home) throws Exception {
        return Agent.builder()
                .environment("PARLANCE_HOME", home.toString())
                .launch(Launched.LAUNCHER.toString(), "app-server");
    }

    @Test
    void aTurnPassesOverStdio() throws Exception {
        try (Agent agent = launch(home);
                Conversation conversation = agent.startThread(project);
                RunningTurn turn = conversation.run("hello")) {
            assertThat(turn.result().turn().status()).isEqualTo(TurnStatus.COMPLETED);
            assertThat(turn.result().finalMessage()).isNotEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void anyNumberOfClientsShareOneServerOverWebSocket() throws Exception {
        try (Launched server = listening(home);
                Agent first = agent(server);
                Agent second = agent(server);
                Conversation conversation = first.startThread(project);
                RunningTurn turn = conversation.run("hello")) {
            assertThat(turn.result().succeeded()).isTrue();
            assertThat(second.resumeThread(conversation.id()).thread().id()).isEqualTo(conversation.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsAnIdleListener(String signal) throws Exception {
        try (Launched server = listening(home)) {
            address(server);
            server.signal(signal);

            assertThat(server.exitCode()).isZero();
            assertThat(server.stdout()).isEmpty();
        }
    }

    @Test
    void aRunningTurnMayFinishAfterASignal() throws Exception {
        try (Launched server = listening(home);
                Agent agent = agent(server);
                Conversation conversation = agent.startThread(project)) {
            RunningTurn turn = conversation.run("stream slowly");
            assertThat(turn.iterator().next()).isInstanceOf(TurnEvent.Started.class);
            server.signal("TERM");

            assertThat(turn.result().turn().status()).isEqualTo(TurnStatus.COMPLETED);
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void aSecondSignalEndsTheListenerAtOnce() throws Exception {
        try (Launched server = listening(home);
                Agent agent = agent(server)) {
            Conversation conversation = agent.startThread(project);
            RunningTurn turn = conversation.run("stream slowly");
            assertThat(turn.iterator().next()).isInstanceOf(TurnEvent.Started.class);
            server.signal("TERM");
            server.signal("INT");

            assertThat(server.exitCode()).isIn(128 + 15, 128 + 2);
            assertThat(turn.ended()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsAStdioServer(String signal) throws Exception {
        try (Launched server = Launched.start(home, "app-server")) {
            server.send(INITIALIZE);
            server.awaitOutput(line -> line.contains("\"id\":1"));
            server.signal(signal);

            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void requestsBeforeTheEndOfInputAreAnswered() throws Exception {
        try (Launched server = Launched.start(home, "app-server", "--stdio")) {
            server.send(INITIALIZE);
            server.send("{\"method\":\"initialized\"}");
            server.send("{\"id\":2,\"method\":\"thread/loaded/list\",\"params\":{}}");
            server.stdin().close();

            assertThat(server.exitCode()).isZero();
            assertThat(server.stdout().lines().filter(line -> line.contains("\"id\":")))
                    .hasSize(2);
            assertThat(server.stderr()).isEmpty();
        }
    }

    @Test
    void theEndOfInputEndsARunningTurn() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Launched.LAUNCHER.toString(), "app-server");
        builder.environment().put("PARLANCE_HOME", home.toString());
        Process server = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String id;
        try {
            Agent agent = Agent.builder().attach(StreamTransport.of(server.getInputStream(), server.getOutputStream()));
            Conversation conversation = agent.startThread(ThreadStartParams.builder()
                    .cwd(project.toString())
                    .sandbox(SandboxMode.DANGER_FULL_ACCESS)
                    .approvalPolicy(AskForApproval.Value.NEVER)
                    .build());
            id = conversation.id();
            awaitCommand(conversation.run("run sleep 300"));
            List<ProcessHandle> children = server.descendants().toList();
            assertThat(children).isNotEmpty();
            server.getOutputStream().close();

            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
            for (ProcessHandle child : children) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
        } finally {
            server.destroyForcibly();
        }
        try (Agent agent = launch(home)) {
            assertThat(agent.resumeThread(id).thread().turns().get(0).status()).isEqualTo(TurnStatus.INTERRUPTED);
        }
    }

    private static void awaitCommand(RunningTurn turn) {
        for (TurnEvent event : turn) {
            if (event instanceof TurnEvent.ItemStarted started
                    && started.item() instanceof CommandExecutionThreadItem) {
                return;
            }
        }
        throw new AssertionError("no command was started");
    }

    @Test
    void twoServersShareOneHome() throws Exception {
        try (Agent first = launch(home);
                Agent second = launch(home);
                Conversation one = first.startThread(project);
                Conversation two = second.startThread(project)) {
            assertThat(one.run("hello").result().succeeded()).isTrue();
            assertThat(two.run("hello").result().succeeded()).isTrue();

            List<String> listed =
                    first.server().thread().list(ThreadListParams.builder().build()).join().data().stream()
                            .map(thread -> thread.id())
                            .toList();
            assertThat(listed).containsExactlyInAnyOrder(one.id(), two.id());
        }
    }

    /** A JVM that finds an archive of another one says so, and by itself it would say so on stdout. */
    @Test
    void aStaleArchiveLeavesStdoutToTheProtocol() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Path launcher = Files.copy(Launched.LAUNCHER, copy.resolve("parlance-server"));
        launcher.toFile().setExecutable(true);
        Files.copy(Launched.JAR, copy.resolve("parlance-server.jar"));
        Path archive = Launched.LAUNCHER.resolveSibling("parlance-server.jsa");
        if (Files.exists(archive)) {
            Files.copy(archive, copy.resolve("parlance-server.jsa"));
        } else {
            Files.writeString(copy.resolve("parlance-server.jsa"), "no archive");
        }

        assertOnlyMessages(Map.of(), launcher.toString(), "app-server");
    }

    @Test
    void noiseOfTheJvmLeavesStdoutToTheProtocol() throws Exception {
        assertOnlyMessages(
                Map.of("JAVA_TOOL_OPTIONS", "-Dnoise=1 -Xlog:gc*:stdout"), Launched.LAUNCHER.toString(), "app-server");
    }

    private void assertOnlyMessages(Map<String, String> environment, String... command) throws Exception {
        try (Launched server = Launched.start(home, environment, List.of(command))) {
            server.send(INITIALIZE);
            server.awaitOutput(line -> line.contains("\"id\":1"));
            server.stdin().close();

            assertThat(server.exitCode()).isZero();
            assertThat(server.stdout().lines()).allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
        }
    }
}

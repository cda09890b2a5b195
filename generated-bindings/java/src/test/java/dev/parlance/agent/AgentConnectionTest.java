package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.RetryPolicy;
import dev.parlance.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentConnectionTest {
    private static final RetryPolicy TWICE = new RetryPolicy(2, Duration.ZERO, Duration.ZERO);

    private static List<String> dyingServer(String... args) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), DyingServer.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    private static RpcException overload() {
        return new RpcException(-32001, "Server overloaded; retry later.");
    }

    @Test
    void aServerThatDiesInATurnIsToldWithItsExitCodeAndLastWords() throws IOException {
        try (Agent agent = Agent.builder().launch(dyingServer())) {
            Conversation conversation = agent.startThread(Path.of("."));
            RunningTurn turn = conversation.run("hi");
            Iterator<TurnEvent> events = turn.iterator();
            assertThat(events.next()).isEqualTo(ConversationTest.delta("m1", "last words"));
            assertThatThrownBy(() -> turn.steer("die"))
                    .isExactlyInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("exited with code 42")
                    .hasMessageContaining("panicked at main loop");

            assertThatThrownBy(events::hasNext)
                    .isExactlyInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("exited with code 42")
                    .hasMessageContaining("panicked at main loop");
            assertThatThrownBy(turn::result).isExactlyInstanceOf(ConnectionClosedException.class);
            turn.close();
            conversation.close();
            assertThatThrownBy(() -> agent.startThread(Path.of(".")))
                    .isExactlyInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining("exited with code 42");
        }
    }

    @Test
    void aServerThatDiesBeforeTheHandshakeIsToldWithItsExitCodeAndLastWords() {
        assertThatThrownBy(() -> Agent.launch(dyingServer("no such account").toArray(new String[0])))
                .isExactlyInstanceOf(ConnectionClosedException.class)
                .hasMessageContaining("exited with code 3")
                .hasMessageContaining("no such account");
    }

    @Test
    void aCommandThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> Agent.launch("/no/such/command"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/command");
    }

    @Test
    void aLaunchedServerGetsItsEnvironmentAndFolder(@TempDir Path folder) throws IOException {
        try (Agent agent = Agent.builder()
                .environment("DYING_SERVER", "well")
                .workingFolder(folder)
                .launch(dyingServer())) {
            assertThat(agent.serverInfo().platformOs()).isEqualTo("well");
        }
    }

    @Test
    void closingTheAgentEndsTheLaunchedServer() throws IOException {
        ProcessHandle child;
        try (Agent agent = Agent.builder().launch(dyingServer())) {
            child = ProcessHandle.of(Long.parseLong(agent.serverInfo().userAgent()))
                    .orElseThrow();
            assertThat(child.isAlive()).isTrue();
        }

        assertThat(Aside.get(child.onExit()).isAlive()).isFalse();
    }

    @Test
    void theHandshakeTellsWhoIsWho() {
        TestServer server = new TestServer();
        try (Agent agent = Agent.builder().clientInfo("my-editor", "1.4.0").attach(server.transport())) {
            InitializeResponse info = agent.serverInfo();
            assertThat(info.userAgent()).isEqualTo("my-editor/test");
            assertThat(agent.isClosed()).isFalse();
        }
        server.awaitEnd();
    }

    @Test
    void aRefusedHandshakeClosesTheTransport() {
        TestServer server = new TestServer();
        server.refusals.add(new RpcException(-32600, "clientInfo.name is taken"));

        assertThatThrownBy(server::agent)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(-32600));
        server.awaitEnd();
    }

    @Test
    void anOverloadedServerIsAskedAgain() {
        TestServer server = new TestServer();
        try (Agent agent = Agent.builder().retry(TWICE).attach(server.transport())) {
            Conversation conversation = agent.startThread(Path.of("."));
            server.refusals.add(overload());
            RunningTurn turn = conversation.run("hi");
            server.nextTurn().completed(TurnStatus.COMPLETED);

            assertThat(turn.result().succeeded()).isTrue();
            assertThat(server.turnParams).hasSize(2);
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatStaysOverloadedIsReported() {
        TestServer server = new TestServer();
        try (Agent agent = Agent.builder().retry(TWICE).attach(server.transport())) {
            Conversation conversation = agent.startThread(Path.of("."));
            server.refusals.addAll(List.of(overload(), overload()));

            assertThatThrownBy(() -> conversation.run("hi"))
                    .isInstanceOfSatisfying(
                            RpcException.class, e -> assertThat(e.code()).isEqualTo(-32001));
            assertThat(server.turnParams).hasSize(2);
        } finally {
            server.close();
        }
    }

    @Test
    void otherRefusalsAreNotRepeated() {
        TestServer server = new TestServer();
        try (Agent agent = Agent.builder().retry(TWICE).attach(server.transport())) {
            Conversation conversation = agent.startThread(Path.of("."));
            server.refusals.add(new RpcException(-32600, "no"));

            assertThatThrownBy(() -> conversation.run("hi")).isInstanceOf(RpcException.class);
            assertThat(server.turnParams).hasSize(1);
        } finally {
            server.close();
        }
    }

    @Test
    void waitingOnTheReadingThreadIsRefused() {
        TestServer server = new TestServer();
        AtomicReference<Runnable> callback = new AtomicReference<>();
        AgentClient client = new AgentClient() {
            @Override
            public void unknownNotification(String method, @Nullable Object params) {
                callback.get().run();
            }
        };
        // Short, so that waiting in vain would end.
        TurnOptions options = TurnOptions.DEFAULT.withSilence(Duration.ofSeconds(2));
        try (Agent agent = Agent.builder()
                .client(client)
                .requestTimeout(Duration.ofSeconds(2))
                .attach(server.transport())) {
            Conversation conversation = agent.startThread(Path.of("."));
            Conversation other = agent.startThread(Path.of("."));
            RunningTurn turn = conversation.run("hi", Approvals.DECLINE, options);
            TestTurn says = server.nextTurn();
            List<Runnable> calls = List.of(
                    () -> agent.startThread(Path.of(".")),
                    () -> agent.resumeThread("thread-9"),
                    conversation::fork,
                    () -> other.run("hi"),
                    other::close,
                    () -> turn.steer("left"),
                    turn::interrupt,
                    turn::result);
            for (Runnable call : calls) {
                CompletableFuture<Throwable> thrown = new CompletableFuture<>();
                callback.set(() -> thrown.complete(catchThrowable(call::run)));
                server.say("call/back", "{}");

                assertThat(Aside.get(thrown))
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("this would wait, on the reading thread, for what that thread has yet to read: "
                                + "call it from another thread");
            }
            says.completed(TurnStatus.COMPLETED);
            assertThat(turn.result().succeeded()).isTrue();
            RunningTurn afterwards = other.run("hi");
            server.nextTurn().completed(TurnStatus.COMPLETED);
            assertThat(afterwards.result().succeeded()).isTrue();
        } finally {
            server.close();
        }
    }

    @Test
    void closingTheAgentEndsItsTurns() {
        TestServer server = new TestServer();
        Agent agent = server.agent();
        Conversation conversation = agent.startThread(Path.of("."));
        RunningTurn turn = conversation.run("hi");
        Aside<TurnResult> reader = Aside.call(turn::result);
        reader.awaitWaiting();
        agent.close();

        assertThatThrownBy(reader::get).isExactlyInstanceOf(ConnectionClosedException.class);
        turn.close();
        conversation.close();
        assertThat(agent.isClosed()).isTrue();
        assertThat(server.interrupts).isEmpty();
        server.awaitEnd();
    }
}

package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.rpc.ChildProcess;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.RpcException;
import dev.parlance.scripted.ScriptedModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The runtime against the real server, where no generated type stands between. */
class RuntimeAgainstCodexTest {
    private static final Method<JsonNode, JsonNode> INITIALIZE = request("initialize");
    private static final Method<JsonNode, JsonNode> LOADED = request("thread/loaded/list");

    @Test
    void moreRequestsThanTheServerTakesAreAllAnswered() throws Exception {
        try (ScriptedModel model = ScriptedModel.start();
                Peer peer = connect(CodexHome.create("flood", model.baseUrl()))) {
            List<CompletableFuture<JsonNode>> calls = IntStream.range(0, 5_000)
                    .mapToObj(i -> peer.request(LOADED, object()))
                    .toList();
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            JsonNode nothing = CodexProcess.JSON.readTree("{\"data\":[],\"nextCursor\":null}");
            assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(nothing));
        }
    }

    @Test
    void refusalsComeWithTheServersCodeAndText() throws Exception {
        try (ScriptedModel model = ScriptedModel.start();
                Peer peer = connect(CodexHome.create("refusal", model.baseUrl()))) {
            RpcException unknown =
                    catchThrowableOfType(RpcException.class, () -> peer.call(request("no/such"), object()));
            assertThat(unknown.code()).isEqualTo(-32600);
            assertThat(unknown).hasMessageStartingWith("Invalid request: unknown variant `no/such`");
            RpcException twice = catchThrowableOfType(RpcException.class, () -> peer.call(INITIALIZE, clientInfo()));
            assertThat(twice).hasMessage("Already initialized");
        }
    }

    @Test
    void aServerThatDiesFailsThePendingCallWithItsExitCode() throws Exception {
        try (ScriptedModel model = ScriptedModel.start()) {
            CodexHome home = CodexHome.create("death", model.baseUrl());
            ChildProcess process = start(home);
            try (Peer peer = initialize(Peer.builder(process).start())) {
                ObjectNode sleep = object();
                sleep.putArray("command").add("sleep").add("60");
                sleep.put("disableTimeout", true);
                CompletableFuture<JsonNode> pending = peer.request(request("command/exec"), sleep);
                peer.call(LOADED, object());
                // The npm launcher is the child, the server its child: the launcher follows the server.
                process.handle().children().forEach(ProcessHandle::destroyForcibly);
                ExecutionException failure =
                        catchThrowableOfType(ExecutionException.class, () -> pending.get(30, TimeUnit.SECONDS));
                assertThat(failure.getCause())
                        .isInstanceOf(ConnectionClosedException.class)
                        .hasMessageContaining("exited with code");
            }
        }
    }

    private static Peer connect(CodexHome home) throws Exception {
        return initialize(Peer.builder(start(home)).start());
    }

    private static ChildProcess start(CodexHome home) throws Exception {
        return ChildProcess.builder(home.isolatedCommand())
                .directory(home.work().toFile())
                .start();
    }

    private static Peer initialize(Peer peer) throws Exception {
        peer.call(INITIALIZE, clientInfo());
        peer.notify(Method.notification(Direction.CLIENT_TO_SERVER, "initialized", Void.class), null);
        return peer;
    }

    private static ObjectNode clientInfo() {
        ObjectNode params = object();
        params.putObject("clientInfo").put("name", "parlance").put("version", "0.1.0");
        return params;
    }

    private static Method<JsonNode, JsonNode> request(String name) {
        return Method.request(Direction.CLIENT_TO_SERVER, name, JsonNode.class, JsonNode.class);
    }

    private static ObjectNode object() {
        return CodexProcess.JSON.createObjectNode();
    }
}

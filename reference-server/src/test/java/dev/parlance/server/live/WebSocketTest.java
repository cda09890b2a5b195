package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.rpc.WebSocketTransport;
import dev.parlance.server.transport.ListenAddress;
import dev.parlance.server.transport.WebSocketListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same server over WebSocket. */
class WebSocketTest extends LiveTest {
    private WebSocketListener listener;

    @BeforeEach
    void listen() throws Exception {
        listener = WebSocketListener.start(ListenAddress.parse("ws://127.0.0.1:0"), transport -> {
            var unused = server.server.connect(transport);
        });
    }

    @AfterEach
    void stopListening() {
        listener.close();
    }

    private URI address() {
        return URI.create(listener.address().toString());
    }

    private LiveClient connect() throws Exception {
        return new LiveClient(WebSocketTransport.connect(address(), Map.of(), Duration.ofSeconds(10)));
    }

    @Test
    @Rule("TRN-7")
    void aScenarioIsTheSameOnEveryTransport() throws Exception {
        try (LiveClient socket = connect()) {
            socket.initialize("{}");

            assertThat(scenario(socket)).isEqualTo(scenario(client));
            TranscriptRules.all().assertKept(socket);
        }
    }

    private List<String> scenario(LiveClient speaker) {
        int before = speaker.received().size();
        String threadId = speaker.startThread("{\"cwd\":\"" + folder + "\",\"approvalPolicy\":\"untrusted\"}");
        speaker.runTurn(threadId, "think");
        String turnId = speaker.startTurn(threadId, "run echo x");
        speaker.decide(speaker.awaitMethod("item/commandExecution/requestApproval"), "accept");
        speaker.completed(turnId);
        speaker.runTurn(threadId, "fail");
        speaker.refused("no/such", "{}");
        List<JsonNode> all = speaker.received();
        // Other connections' threads are told of as well.
        return all.subList(before, all.size()).stream()
                .filter(message -> !message.has("method") || message.toString().contains(threadId))
                // Output deltas are best effort.
                .filter(message -> !message.path("method").asText().endsWith("outputDelta"))
                .map(message -> message.path("method").asText()
                        + message.at("/params/status/type").asText()
                        + message.at("/params/turn/status").asText()
                        + message.at("/params/item/type").asText())
                .toList();
    }

    private static final class Collected implements WebSocket.Listener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            messages.add("a binary frame");
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            messages.add("pong");
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add("close " + code);
            return null;
        }

        String next() throws InterruptedException {
            String message = messages.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message in time").isNotNull();
            return message;
        }
    }

    private WebSocket open(Collected collected) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(), collected)
                .join();
    }

    @Test
    @Rule({"TRN-1", "TRN-2"})
    void aMessageIsATextFrameAndMayComeInFragments() throws Exception {
        Collected collected = new Collected();
        WebSocket socket = open(collected);
        socket.sendText("{\"id\":1,\"method\":\"initialize\",\"par", false).join();
        socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
        socket.sendText("ams\":{\"clientInfo\":{\"name\":\"ü", false).join();
        socket.sendText("🙂\",\"version\":\"1\"}}}", true).join();
        assertThat(collected.next()).isEqualTo("pong");
        Transcript transcript = new Transcript();
        for (int i = 2; i < 100; i++) {
            String request = "{\"id\":" + i + ",\"method\":\"thread/start\",\"params\":{\"ephemeral\":true}}";
            socket.sendText(request, true).join();
        }
        int answers = 0;
        while (answers < 99) {
            String message = collected.next();
            JsonNode json = transcript.received(message.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(json).as(message).isNotNull();
            answers += json.has("id") ? 1 : 0;
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        String last = collected.next();
        while (!last.startsWith("close")) {
            last = collected.next();
        }

        assertThat(last).isEqualTo("close 1000");
        assertThat(transcript.broken()).isEmpty();
    }

    @Test
    @Rule("TRN-3")
    void aForeignOriginIsRefusedBeforeInitialize() {
        for (String origin : List.of("http://evil.example", "http://127.0.0.1", "null")) {
            assertThat(HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .header("Origin", origin)
                            .buildAsync(address(), new Collected()))
                    .failsWithin(Duration.ofSeconds(20));
        }
    }
}

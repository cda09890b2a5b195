package dev.parlance.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebSocketTransportTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Peer connect(TinyWebSocketServer server) throws IOException {
        return Peer.builder(WebSocketTransport.connect(server.uri(), Map.of("Authorization", "Bearer t"), SOON))
                .handlers(Echo.handlers())
                .diagnostics(event -> {})
                .start();
    }

    @Test
    void everyMessageIsOneTextFrame() throws Exception {
        try (TinyWebSocketServer server = new TinyWebSocketServer();
                Peer peer = connect(server)) {
            List<CompletableFuture<Echo.Text>> calls = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                calls.add(peer.request(Echo.ASK, new Echo.Text("ü" + i)));
            }
            for (int i = 1; i <= 50; i++) {
                assertThat(server.receiveText())
                        .isEqualTo("{\"id\":" + i + ",\"method\":\"ask\",\"params\":{\"text\":\"ü" + i + "\"}}");
                server.send(
                        TinyWebSocketServer.TEXT,
                        true,
                        ("{\"id\":" + i + ",\"result\":{\"text\":\"" + i + "\"}}").getBytes(UTF_8));
            }
            for (int i = 1; i <= 50; i++) {
                assertThat(calls.get(i - 1).get()).isEqualTo(new Echo.Text(String.valueOf(i)));
            }
            assertThat(server.headers).containsEntry("authorization", "Bearer t");
        }
    }

    @Test
    void fragmentsAreJoinedWhereverTheyAreCutAndPingsBetweenThemAnswered() throws Exception {
        String text = "aé\u2028\ud83d\ude00z";
        byte[] message = ("{\"id\":1,\n \"method\":\"echo\",\n\"params\":{\"text\":\"" + text + "\"}}").getBytes(UTF_8);
        try (TinyWebSocketServer server = new TinyWebSocketServer();
                Peer peer = connect(server)) {
            server.send(TinyWebSocketServer.BINARY, true, new byte[] {1, 2, 3});
            for (int i = 0; i < message.length; i++) {
                boolean last = i == message.length - 1;
                server.send(i == 0 ? TinyWebSocketServer.TEXT : 0, last, new byte[] {message[i]});
                if (i == message.length / 2) {
                    server.send(TinyWebSocketServer.PING, true, "p".getBytes(UTF_8));
                }
            }
            assertThat(server.receive()).isEqualTo(new TinyWebSocketServer.Frame(TinyWebSocketServer.PONG, true, "p"));
            assertThat(server.receiveText()).isEqualTo("{\"id\":1,\"result\":{\"text\":\"" + text + "\"}}");
            assertThat(peer.unansweredRequests()).isZero();
        }
    }

    /** A ping shows on the sender's side that TCP has ended, where the JDK does not tell. */
    @Test
    void silentConnectionIsSentPings() throws Exception {
        Duration silence = Duration.ofMillis(5);
        try (TinyWebSocketServer server = new TinyWebSocketServer();
                WebSocketTransport transport = WebSocketTransport.connect(server.uri(), Map.of(), SOON, silence)) {
            TinyWebSocketServer.Frame ping = new TinyWebSocketServer.Frame(TinyWebSocketServer.PING, true, "");

            assertThat(List.of(server.receive(), server.receive())).containsOnly(ping);
            assertThat(transport.input().available()).isZero();
        }
    }

    @Test
    @SuppressWarnings("try")
    void endWithoutCloseFrameIsNoticedHoweverQuicklyItComes() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (TinyWebSocketServer server = new TinyWebSocketServer();
                    WebSocketTransport transport =
                            WebSocketTransport.connect(server.uri(), Map.of(), SOON, Duration.ofMillis(50))) {
                server.send(TinyWebSocketServer.TEXT, true, "{}".getBytes(UTF_8));
                server.close();
                byte[] rest = new byte[3];

                assertThat(transport.input().readNBytes(rest, 0, 3)).isEqualTo(3);
                assertThat(endOf(transport)).isTrue();
            }
        }
    }

    private static boolean endOf(WebSocketTransport transport) {
        try {
            return transport.input().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void largeMessagesPassBothWays() throws Exception {
        String large = "é".repeat(300_000);
        try (TinyWebSocketServer server = new TinyWebSocketServer();
                Peer peer = connect(server)) {
            server.send(
                    TinyWebSocketServer.TEXT,
                    true,
                    ("{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"" + large + "\"}}").getBytes(UTF_8));
            assertThat(server.receiveText()).isEqualTo("{\"id\":1,\"result\":{\"text\":\"" + large + "\"}}");
            assertThat(peer.unansweredRequests()).isZero();
        }
    }

    @Test
    void theServersReasonForClosingReachesPendingCalls() throws Exception {
        try (TinyWebSocketServer server = new TinyWebSocketServer();
                Peer peer = connect(server)) {
            CompletableFuture<Echo.Text> call = peer.request(Echo.ASK, new Echo.Text("a"));
            server.receiveText();
            byte[] reason = "going down".getBytes(UTF_8);
            byte[] payload =
                    Arrays.copyOf(ByteBuffer.allocate(2).putShort((short) 1001).array(), 2 + reason.length);
            System.arraycopy(reason, 0, payload, 2, reason.length);
            server.send(TinyWebSocketServer.CLOSE, true, payload);

            assertThat(call)
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(ConnectionClosedException.class)
                    .withMessage("the other end closed the WebSocket: status 1001, going down");
        }
    }

    @Test
    void nobodyListeningIsSaidAtOnce() {
        assertThatThrownBy(() -> WebSocketTransport.connect(URI.create("ws://127.0.0.1:1"), Map.of(), SOON))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no WebSocket at ws://127.0.0.1:1");
    }
}

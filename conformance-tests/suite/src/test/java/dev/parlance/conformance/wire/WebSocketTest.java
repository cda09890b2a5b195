package dev.parlance.conformance.wire;

import static dev.parlance.conformance.wire.FrameDecoderTest.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ends against each other and against bytes written by hand. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path dir;

    private final Inbox client = new Inbox();
    private final Inbox server = new Inbox();
    private WebSocketAcceptor acceptor;

    @BeforeEach
    void listen() throws IOException {
        acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"));
    }

    @AfterEach
    void stop() throws IOException {
        acceptor.close();
    }

    private record Pair(WebSocketChannel client, WebSocketServerEnd server) {}

    private Pair pair(URI uri, WebSocketAcceptor listening) throws Exception {
        CompletableFuture<WebSocketChannel> connecting = CompletableFuture.supplyAsync(() -> connect(uri));
        WebSocketServerEnd end = listening.next(LONG).accept(server);
        return new Pair(connecting.get(), end);
    }

    private Pair pair() throws Exception {
        return pair(acceptor.uri(), acceptor);
    }

    private WebSocketChannel connect(URI uri) {
        try {
            return WebSocketChannel.connect(uri, Map.of("Authorization", "Bearer one"), client, LONG);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void messagesGoBothWaysAndTheClosingHandshakeIsKept() throws Exception {
        Pair pair = pair(URI.create(acceptor.uri() + "/rpc?x=1"), acceptor);
        assertThat(pair.server().request().target()).isEqualTo("/rpc?x=1");
        assertThat(pair.server().request().header("authorization")).contains("Bearer one");
        pair.client().send("question".getBytes(UTF_8));
        assertThat(server.next()).isEqualTo("question");
        pair.server().send("änswer".getBytes(UTF_8));
        assertThat(client.next()).isEqualTo("änswer");
        pair.client().close();
        assertThat(server.next()).isEqualTo("(close frame 1000)");
        assertThat(server.next()).isEqualTo("(closed)");
        assertThat(client.next()).isEqualTo("(close frame 1000)");
        assertThat(client.next()).isEqualTo("(closed)");
        assertThat(pair.client().oddities()).isEmpty();
        assertThat(pair.server().oddities()).isEmpty();
        assertThat(pair.client().closeCode()).hasValue(1000);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "paths of sockets look different there")
    void unixSocketIsTheSame() throws Exception {
        WebSocketAddress address = WebSocketAddress.parse("unix://" + dir.resolve("s.sock"));
        try (WebSocketAcceptor unix = WebSocketAcceptor.listen(address)) {
            Pair pair = pair(unix.uri(), unix);
            pair.server().send("here".getBytes(UTF_8));
            assertThat(client.next()).isEqualTo("here");
            pair.server().close();
            assertThat(client.next()).isEqualTo("(close frame 1000)");
            assertThat(client.next()).isEqualTo("(closed)");
        }
        assertThat(dir.resolve("s.sock")).doesNotExist();
    }

    @Test
    void pingsAreAnsweredBetweenFragmentsAndPongsAreCounted() throws Exception {
        Pair pair = pair();
        pair.client()
                .sendRaw(join(
                        Frames.frame(false, Frames.TEXT, "frag".getBytes(UTF_8), true),
                        Frames.ping("a".getBytes(UTF_8), true),
                        Frames.continuation(true, "ment".getBytes(UTF_8), true)));
        assertThat(server.next()).isEqualTo("(ping)");
        assertThat(server.next()).isEqualTo("fragment");
        assertThat(client.next()).isEqualTo("(pong)");
        assertThat(pair.client().pongs()).containsExactly("a");
    }

    @Test
    void oddFramesAreRememberedAndDoNotEndTheConnection() throws Exception {
        Pair pair = pair();
        pair.server().sendRaw(join(Frames.binary(new byte[3], false), Frames.text("masked".getBytes(UTF_8), true)));
        assertThat(client.next()).isEqualTo("(binary frame)");
        assertThat(client.next()).isEqualTo("(" + FramedChannel.WRONG_MASK + ")");
        assertThat(client.next()).isEqualTo("masked");
        pair.server().abort();
        assertThat(client.next()).isEqualTo("(closed without a close frame)");
        assertThat(client.next()).isEqualTo("(closed)");
        assertThat(pair.client().oddities())
                .containsExactly(FramedChannel.BINARY, FramedChannel.WRONG_MASK, FramedChannel.NO_CLOSE_FRAME);
        assertThat(pair.client().closeCode()).isEmpty();
    }

    @Test
    void frameThatCannotBeReadEndsTheConnection() throws Exception {
        Pair pair = pair();
        pair.server().sendRaw(new byte[] {(byte) 0x83, 0});
        assertThat(client.next()).isEqualTo("(a frame with the reserved opcode 3)");
        assertThat(client.next()).isEqualTo("(closed without a close frame)");
        assertThat(client.next()).isEqualTo("(closed)");
    }

    @Test
    void refusalBearsStatusAndBody() throws Exception {
        CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> next().refuse(401, "no token"));
        assertThatThrownBy(() -> WebSocketChannel.connect(acceptor.uri(), Map.of(), client, LONG))
                .isInstanceOfSatisfying(UpgradeRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.body()).isEqualTo("no token");
                });
        refusing.get();
    }

    private UpgradeRequest next() {
        try {
            return acceptor.next(LONG);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                Arguments.of(
                        "HTTP/1.1 101 ok\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n",
                        "Sec-WebSocket-Accept: expected "),
                Arguments.of("HTTP/1.1 101 ok\r\n\r\n", "101 without Upgrade"),
                Arguments.of("{\"method\":\"hello\"}\r\n\r\n", "no HTTP/1.1"),
                Arguments.of("HTTP/1.1 101 ok\r\nUpgrade", "the connection ended within the HTTP head"));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void wrongHandshakeIsRefusedWithTheReason(String answer, String reason) throws Exception {
        CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
            try (Link link = acceptor.accept(LONG)) {
                HttpHead.read(link.in());
                link.out().write(answer.getBytes(UTF_8));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> WebSocketChannel.connect(acceptor.uri(), Map.of(), client, LONG))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(UpgradeRefused.class)
                .hasMessageContaining(reason);
        answering.get();
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUp() {
        assertThatThrownBy(() -> WebSocketChannel.connect(acceptor.uri(), Map.of(), client, Duration.ofMillis(50)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("nothing came within 50 ms");
    }

    @Test
    void clientThatDoesNotComeIsGivenUp() {
        assertThatThrownBy(() -> acceptor.next(Duration.ofMillis(50))).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void nobodyThereIsToldWithTheAddress() throws Exception {
        URI uri = acceptor.uri();
        acceptor.close();
        assertThatThrownBy(() -> WebSocketChannel.connect(uri, Map.of(), client, LONG))
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining(uri.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "http://a:1, ws://host:port or unix",
        "ws:foo, needs a host",
        "ws://h_h:1, needs a host",
        "wss://a:1, wss:// is not supported",
        "unix://tmp/s, needs the absolute path",
        "unix:///, needs the absolute path",
        "'a b', Illegal character"
    })
    void addressThatIsNoneIsRefusedWithTheReason(String address, String reason) {
        assertThatThrownBy(() -> WebSocketAddress.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void otherMachinesAreNotListenedTo() {
        assertThatThrownBy(() -> WebSocketAcceptor.listen(WebSocketAddress.parse("ws://0.0.0.0:0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this machine only");
    }

    /** A peer that is not ours. */
    @Test
    void clientOfTheJdkUnderstandsTheServersEnd() throws Exception {
        Listener listener = new Listener();
        CompletableFuture<java.net.http.WebSocket> connecting = java.net.http.HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("X-Test", "yes")
                .buildAsync(acceptor.uri(), listener);
        WebSocketServerEnd end = acceptor.next(LONG).accept(server);
        java.net.http.WebSocket jdk = connecting.get();
        assertThat(end.request().header("x-test")).contains("yes");
        jdk.sendText("in ", false).get();
        jdk.sendPing(ByteBuffer.wrap("ping".getBytes(UTF_8))).get();
        jdk.sendText("pieces", true).get();
        assertThat(server.next()).isEqualTo("(ping)");
        assertThat(server.next()).isEqualTo("in pieces");
        assertThat(listener.inbox.next()).isEqualTo("(pong)");
        for (int length : new int[] {125, 126, 65_535, 65_536, 200_000}) {
            String text = "x".repeat(length);
            end.send(text.getBytes(UTF_8));
            assertThat(listener.inbox.next()).isEqualTo(text);
            jdk.sendText(text, true).get();
            assertThat(server.next()).isEqualTo(text);
        }
        end.close();
        assertThat(listener.inbox.next()).isEqualTo("(close frame 1000)");
        assertThat(server.next()).isEqualTo("(close frame 1000)");
        assertThat(server.next()).isEqualTo("(closed)");
        assertThat(end.oddities()).isEmpty();
    }

    private static final class Listener implements java.net.http.WebSocket.Listener {
        private final Inbox inbox = new Inbox();
        private final StringBuilder begun = new StringBuilder();

        @Override
        public java.util.concurrent.CompletionStage<?> onText(
                java.net.http.WebSocket socket, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                inbox.received(begun.toString().getBytes(UTF_8), true);
                begun.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public java.util.concurrent.CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
            inbox.noted("pong");
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public java.util.concurrent.CompletionStage<?> onClose(
                java.net.http.WebSocket socket, int code, String reason) {
            inbox.noted("close frame " + code);
            return CompletableFuture.completedFuture(null);
        }
    }
}

package dev.parlance.conformance.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.cli.Main;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.Frames;
import dev.parlance.conformance.wire.HttpHead;
import dev.parlance.conformance.wire.Inbox;
import dev.parlance.conformance.wire.Link;
import dev.parlance.conformance.wire.UpgradeRefused;
import dev.parlance.conformance.wire.UpgradeRequest;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import dev.parlance.conformance.wire.WebSocketChannel;
import dev.parlance.conformance.wire.WebSocketServerEnd;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebSocketTapTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream recording = new ByteArrayOutputStream();
    private final TapRecorder recorder = new TapRecorder(recording, 1 << 30);
    private final List<String> log = new ArrayList<>();
    private final Inbox client = new Inbox();
    private final Inbox server = new Inbox();
    private WebSocketAcceptor behind;
    private WebSocketTap tap;
    private URI front;

    @BeforeEach
    void listen() throws IOException {
        behind = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"));
        start(new PassThrough(WebSocketAddress.of(behind.uri())));
    }

    @AfterEach
    void stop() throws IOException {
        tap.close();
        behind.close();
    }

    private void start(WebSocketTap.Joint joint) throws IOException {
        WebSocketAcceptor acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"));
        front = acceptor.uri();
        tap = new WebSocketTap(recorder, acceptor, joint, log::add);
        Thread thread = new Thread(
                () -> {
                    try {
                        tap.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "tap-test");
        thread.setDaemon(true);
        thread.start();
    }

    private CompletableFuture<WebSocketChannel> connecting(String path, Map<String, String> headers) {
        return connecting(path, headers, client);
    }

    private CompletableFuture<WebSocketChannel> connecting(
            String path, Map<String, String> headers, Channel.Receiver receiver) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return WebSocketChannel.connect(URI.create(front + path), headers, receiver, LONG);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What was recorded, without times. */
    private String recorded() throws Exception {
        finish();
        return recording.toString(UTF_8).replaceAll("\"t\":[0-9.]+,", "");
    }

    private JudgedTranscript finish() throws Exception {
        recorder.start();
        tap.close();
        JudgedTranscript judged = recorder.finish();
        assertThat(recorder.trouble()).isEmpty();
        return judged;
    }

    @Test
    void handshakeAndFramesComeThroughAndAreRecorded() throws Exception {
        var connecting = connecting(
                "/rpc?a=b",
                Map.of(
                        "Authorization", "Bearer t",
                        "Origin", "https://example.org",
                        "Sec-WebSocket-Protocol", "x",
                        "Sec-WebSocket-Extensions", "permessage-deflate"));
        UpgradeRequest request = behind.next(LONG);
        HttpHead head = request.head();
        assertThat(head.target()).isEqualTo("/rpc?a=b");
        assertThat(head.header("Authorization")).contains("Bearer t");
        assertThat(head.header("Origin")).contains("https://example.org");
        assertThat(head.header("Sec-WebSocket-Protocol")).contains("x");
        assertThat(head.header("Host")).contains("127.0.0.1:" + behind.uri().getPort());
        assertThat(head.header("Sec-WebSocket-Extensions")).isEmpty();
        WebSocketServerEnd end = request.accept(server);
        WebSocketChannel channel = connecting.get();
        channel.sendRaw(Frames.frame(false, Frames.TEXT, "{\"id\":1,".getBytes(UTF_8), true));
        channel.sendRaw(Frames.ping("p".getBytes(UTF_8), true));
        assertThat(client.next()).isEqualTo("(pong)");
        channel.sendRaw(Frames.continuation(true, "\"method\":\"a\"}".getBytes(UTF_8), true));
        assertThat(server.next()).isEqualTo("(ping)");
        assertThat(server.next()).isEqualTo("{\"id\":1,\"method\":\"a\"}");
        end.sendRaw(Frames.binary(new byte[] {1}, false));
        end.send("{\"id\":1,\"result\":{}}".getBytes(UTF_8));
        assertThat(client.next()).isEqualTo("(binary frame)");
        assertThat(client.next()).isEqualTo("{\"id\":1,\"result\":{}}");
        channel.close();
        assertThat(client.next()).isEqualTo("(close frame 1000)");
        assertThat(client.next()).isEqualTo("(closed)");
        assertThat(recorded()).isEqualTo("""
                {"dir":"--","conn":"c1","note":"transport websocket"}
                {"dir":"--","conn":"c1","note":"ping from the client"}
                {"dir":"--","conn":"c1","note":"pong"}
                {"dir":"->","conn":"c1","msg":{"id":1,"method":"a"}}
                {"dir":"--","conn":"c1","note":"binary frame"}
                {"dir":"<-","conn":"c1","msg":{"id":1,"result":{}}}
                {"dir":"--","conn":"c1","note":"close frame 1000 from the client"}
                {"dir":"--","conn":"c1","note":"close frame 1000"}
                {"dir":"--","conn":"c1","note":"closed"}
                """);
        assertThat(log).isEmpty();
    }

    @Test
    void connectionsAreToldApartAndJudged() throws Exception {
        var first = connecting("", Map.of());
        WebSocketServerEnd firstEnd = behind.next(LONG).accept(server);
        first.get().send("{\"id\":1,\"method\":\"initialize\"}".getBytes(UTF_8));
        assertThat(server.next()).contains("initialize");
        Inbox other = new Inbox();
        var second = connecting("", Map.of(), other);
        Inbox otherServer = new Inbox();
        WebSocketServerEnd secondEnd = behind.next(LONG).accept(otherServer);
        second.get().send("{\"id\":2,\"method\":\"initialize\"}".getBytes(UTF_8));
        assertThat(otherServer.next()).contains("initialize");
        byte[] answer = ("{\"id\":1,\"result\":{\"userAgent\":\"p/1\",\"codexHome\":\"/h\","
                        + "\"platformFamily\":\"unix\",\"platformOs\":\"linux\"}}")
                .getBytes(UTF_8);
        firstEnd.send(answer);
        firstEnd.send("{\"id\":9,\"result\":{}}".getBytes(UTF_8));
        assertThat(client.next()).contains("userAgent");
        assertThat(client.next()).contains("9");
        secondEnd.abort();
        assertThat(other.next()).isEqualTo("(closed without a close frame)");
        JudgedTranscript judged = finish();
        assertThat(recording.toString(UTF_8))
                .contains("\"conn\":\"c2\",\"note\":\"closed without a close frame\"")
                .contains("\"dir\":\"->\",\"conn\":\"c2\",\"msg\":{\"id\":2,");
        assertThat(judged.verdicts())
                .filteredOn(verdict -> verdict.status() == Status.FAIL)
                .filteredOn(verdict -> verdict.rule().id().equals("RPC-4"))
                .singleElement()
                .satisfies(verdict ->
                        assertThat(verdict.failures().get(0).connection()).isEqualTo("c1"));
    }

    @Test
    void refusalIsPassedOnUnchanged() throws Exception {
        var connecting = connecting("", Map.of());
        behind.next(LONG).refuse(401, "missing token");
        assertThatThrownBy(connecting::get).rootCause().isInstanceOfSatisfying(UpgradeRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).isEqualTo("missing token");
        });
        assertThat(recorded())
                .isEqualTo("{\"dir\":\"--\",\"conn\":\"c1\",\"note\":\"WebSocket refused: HTTP/1.1 401 Refused\"}\n");
    }

    @Test
    void plainHttpIsPassedOnUnrecorded() throws Exception {
        CompletableFuture<String> asking = CompletableFuture.supplyAsync(() -> {
            try (Link link = Link.connect(WebSocketAddress.of(front), LONG)) {
                link.out().write("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
                return new String(link.in().readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        UpgradeRequest request = behind.next(LONG);
        assertThat(request.head().target()).isEqualTo("/readyz");
        request.refuse(200, "ready");
        assertThat(asking.get()).startsWith("HTTP/1.1 200").endsWith("ready");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void missingServerIsToldToTheClient() throws Exception {
        behind.close();
        assertThatThrownBy(() -> connecting("", Map.of()).get())
                .rootCause()
                .isInstanceOfSatisfying(UpgradeRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(502);
                    assertThat(refused.body()).startsWith("the tap cannot reach the server: ");
                });
        tap.close();
        assertThat(log).singleElement().asString().startsWith("a connection could not be served: ");
    }

    @Test
    void serverOnStdioIsStartedForEachClient() throws Exception {
        tap.close();
        start(new Bridge(TestPeer.command("echo")));
        WebSocketChannel channel = connecting("", Map.of()).get();
        channel.send("{\"method\":\n\"a\"}".getBytes(UTF_8));
        assertThat(client.next()).isEqualTo("{\"method\": \"a\"}");
        channel.close();
        assertThat(client.next()).isEqualTo("(close frame 1000)");
        assertThat(client.next()).isEqualTo("(closed)");
        assertThat(recorded())
                .contains("{\"dir\":\"->\",\"conn\":\"c1\",\"msg\":{\"method\": \"a\"}}")
                .contains("{\"dir\":\"<-\",\"conn\":\"c1\",\"msg\":{\"method\": \"a\"}}")
                .endsWith("\"note\":\"closed\"}\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void signalEndsTheTapWithAReportAndAVerdict() throws Exception {
        List<String> command = new ArrayList<>(TestPeer.command());
        command.set(command.size() - 1, Main.class.getName());
        command.addAll(List.of("tap", "--report", dir.toString(), "--listen", "ws://127.0.0.1:0", "--"));
        command.addAll(TestPeer.command("twice"));
        Process process = new ProcessBuilder(command).start();
        BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
        String banner = err.readLine();
        assertThat(banner).startsWith("listening on ws://127.0.0.1:");
        WebSocketChannel channel =
                WebSocketChannel.connect(URI.create(banner.split(" ", 4)[2]), Map.of(), client, LONG);
        channel.send(
                "{\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}"
                        .getBytes(UTF_8));
        channel.send("{\"id\":2,\"method\":\"thread/list\",\"params\":{}}".getBytes(UTF_8));
        assertThat(client.next()).contains("userAgent");
        assertThat(client.next()).contains("\"id\":2");
        assertThat(client.next()).contains("\"id\":2");
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(dir.resolve("report.txt")).content().contains("RPC-2, broken by the server 1 time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--listen ws://127.0.0.1:0 | there is no server",
                "--connect ws://127.0.0.1:1 | --connect needs --listen",
                "--listen ws://127.0.0.1:0 --connect ws://127.0.0.1:1 -- a | not both",
                "--listen http://127.0.0.1:0 -- a | --listen http://127.0.0.1:0: an address is ws://",
                "--listen ws://0.0.0.0:0 -- a | listens on this machine only",
                "--listen ws://127.0.0.1:0 --connect unix:// | --connect unix://: "
            })
    void wrongCommandLineIsToldWithTheReason(String line, String reason) {
        StringWriter err = new StringWriter();
        List<String> args = new ArrayList<>(List.of("tap"));
        args.addAll(List.of(line.split(" ")));
        int code = Main.run(new PrintWriter(err), new PrintWriter(err), args.toArray(String[]::new));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(reason);
    }
}

package dev.parlance.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.rpc.Transport;
import dev.parlance.rpc.WebSocketTransport;
import dev.parlance.server.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebSocketListenerTest {
    private static final int MIB = 1 << 20;

    private final BlockingQueue<Transport> accepted = new LinkedBlockingQueue<>();
    private WebSocketListener listener;

    @BeforeEach
    void start() throws IOException {
        listener = WebSocketListener.start(ListenAddress.parse("ws://127.0.0.1:0"), accepted::add);
    }

    @AfterEach
    void stop() {
        listener.close();
    }

    private Transport accepted() throws InterruptedException {
        Transport transport = accepted.poll(10, TimeUnit.SECONDS);
        assertThat(transport).isNotNull();
        return transport;
    }

    private static BufferedReader lines(Transport transport) {
        return new BufferedReader(new InputStreamReader(transport.input(), StandardCharsets.UTF_8));
    }

    private static void write(Transport transport, String text) throws IOException {
        transport.output().write(text.getBytes(StandardCharsets.UTF_8));
        transport.output().flush();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /readyz, 200",
        "GET /healthz, 200",
        "POST /readyz, 405",
        "HEAD /healthz, 405",
        "DELETE /healthz, 405",
        "GET /, 400",
        "GET /readyz/x, 400",
        "POST /other, 400",
    })
    void plainRequestsAreAnsweredByPath(String request, int status) throws IOException {
        assertThat(RawClient.status(listener.address(), request + " HTTP/1.1", "Host: localhost:1"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/readyz", "/healthz", "/any/path"})
    void anOriginIsRefusedOnEveryPath(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1";

        assertThat(RawClient.status(listener.address(), request, "Host: 127.0.0.1", "Origin: null"))
                .isEqualTo(403);
        assertThat(RawClient.status(
                        listener.address(), request, RawClient.upgrade("Host: 127.0.0.1", "Origin: http://localhost")))
                .isEqualTo(403);
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4500, 200",
        "127.1.2.3, 200",
        "LocalHost, 200",
        "[::1]:1, 200",
        "evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example:80, 403",
        "10.0.0.1, 403",
    })
    void aHostThatIsNotThisMachineIsRefused(String host, int status) throws IOException {
        assertThat(RawClient.status(listener.address(), "GET /readyz HTTP/1.1", "Host: " + host))
                .isEqualTo(status);
    }

    @Test
    void messagesPassInBothDirectionsOnAnyPath() throws Exception {
        URI address = URI.create(listener.address() + "/any/path");
        try (Transport client = WebSocketTransport.connect(address, Map.of(), Duration.ofSeconds(10))) {
            write(client, "{\"id\":1}\n{\"text\":\"grüße 🙂\"}\n");
            Transport server = accepted();
            BufferedReader received = lines(server);
            assertThat(received.readLine()).isEqualTo("{\"id\":1}");
            assertThat(received.readLine()).isEqualTo("{\"text\":\"grüße 🙂\"}");

            write(server, "{\"a\":1}\n{\"b\":\"é🙂\"}\n{\"half\":");
            write(server, "true}\n");
            BufferedReader answers = lines(client);
            assertThat(answers.readLine()).isEqualTo("{\"a\":1}");
            assertThat(answers.readLine()).isEqualTo("{\"b\":\"é🙂\"}");
            assertThat(answers.readLine()).isEqualTo("{\"half\":true}");
        }
    }

    @Test
    void fragmentsAreJoinedEvenWithinACharacter() throws Exception {
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            byte[] text = "[\"🙂\"]\n".getBytes(StandardCharsets.UTF_8);
            client.send(RawClient.TEXT, false, java.util.Arrays.copyOfRange(text, 0, 4));
            client.send(RawClient.PING, true, new byte[] {'x'});
            client.send(0, false, java.util.Arrays.copyOfRange(text, 4, 5));
            client.send(0, true, java.util.Arrays.copyOfRange(text, 5, text.length));

            assertThat(lines(accepted()).readLine()).isEqualTo("[\"🙂\"]");
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.PONG, "x"));
        }
    }

    @Test
    void binaryFramesAreIgnored() throws Exception {
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            client.send(RawClient.BINARY, true, new byte[100_000]);
            client.sendText("[1]");

            assertThat(lines(accepted()).readLine()).isEqualTo("[1]");
        }
    }

    @Test
    void aLongMessagePassesInOneFrame() throws Exception {
        String text = "\"" + "ä".repeat(8 * MIB) + "\"";
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            Transport server = accepted();
            Threads.start("test-client", () -> {
                try {
                    client.sendText(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertSame(lines(server).readLine(), text);

            Threads.start("test-server", () -> {
                try {
                    write(server, text + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertSame(client.read().payload(), text);
        }
    }

    /** Without printing megabytes where they differ. */
    private static void assertSame(String actual, String expected) {
        assertThat(actual.length()).isEqualTo(expected.length());
        assertThat(actual.equals(expected)).isTrue();
    }

    @Test
    void aMessageOver64MebibytesIsRefusedByItsSize() throws Exception {
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            Transport server = accepted();
            Threads.start("test-drain", () -> {
                try {
                    server.input().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // It ends so.
                }
            });
            byte[] piece = "x".repeat(MIB).getBytes(StandardCharsets.UTF_8);
            client.send(RawClient.TEXT, false, piece);
            for (int i = 1; i < 64; i++) {
                client.send(0, false, piece);
            }
            client.send(0, false, new byte[] {'x'});

            assertThat(client.read())
                    .isEqualTo(new RawClient.Frame(RawClient.CLOSE, "1009a message is longer than 67108864 bytes"));
        }
    }

    @Test
    void aCloseOfTheClientIsAnsweredAndEndsTheInput() throws Exception {
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            client.send(RawClient.CLOSE, true, new byte[] {0x03, (byte) 0xe8});

            Transport server = accepted();
            assertThat(server.input().read()).isEqualTo(-1);
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "1000"));
            assertThatThrownBy(() -> write(server, "{}\n")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatVanishesEndsTheInput() throws Exception {
        RawClient client = RawClient.open(listener.address(), "/");
        Transport server = accepted();
        client.close();

        assertThat(endOf(server)).isTrue();
    }

    private static boolean endOf(Transport transport) {
        try {
            return transport.input().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aCloseOfTheServerEndsEvenASilentClient() throws Exception {
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            Transport server = accepted();
            write(server, "{\"last\":1}\n");
            server.close();

            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.TEXT, "{\"last\":1}"));
            assertThat(client.read()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "1000"));
            assertThat(client.atEnd()).isTrue();
        }
    }

    @Test
    void aClientThatReadsNothingHoldsTheWriterUp() throws Exception {
        int most = 256;
        AtomicInteger written = new AtomicInteger();
        try (RawClient client = RawClient.open(listener.address(), "/")) {
            Transport server = accepted();
            String message = "\"" + "x".repeat(MIB) + "\"\n";
            Thread writer = Threads.start("test-writer", () -> {
                try {
                    while (written.get() < most) {
                        write(server, message);
                        written.incrementAndGet();
                    }
                } catch (IOException e) {
                    // It was let go by the close.
                }
            });
            while (writer.isAlive() && writer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            server.close();
            writer.join(10_000);

            assertThat(writer.isAlive()).isFalse();
            assertThat(written.get()).isLessThan(most);
            assertThat(client.read().payload().length()).isEqualTo(MIB + 2);
        }
    }

    @Test
    void aPortInUseIsNamed() {
        assertThatThrownBy(() -> WebSocketListener.start(listener.address(), accepted::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on " + listener.address() + ": ")
                .hasMessageContaining("end the process that holds the port");
    }
}

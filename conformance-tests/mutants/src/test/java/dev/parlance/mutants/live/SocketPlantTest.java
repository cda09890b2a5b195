package dev.parlance.mutants.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.wire.Frames;
import dev.parlance.conformance.wire.HttpHead;
import dev.parlance.conformance.wire.Link;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import dev.parlance.mutants.plant.Planting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SocketPlantTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final byte[] REQUEST = ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    private static final byte[] ANSWER = ascii("HTTP/1.1 101 Switching Protocols\r\n\r\n");

    private WebSocketAcceptor acceptor;
    private SocketPlant plant;
    private Link client;
    private Link server;

    @BeforeEach
    void connect() throws IOException {
        acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"));
        plant = new SocketPlant(acceptor.uri().toString(), new Planting(List.of()), () -> {});
        client = Link.connect(WebSocketAddress.parse(plant.address()), LIMIT);
        client.out().write(REQUEST);
        server = acceptor.accept(LIMIT);
        assertThat(HttpHead.read(server.in()).bytes()).isEqualTo(REQUEST);
        server.out().write(ANSWER);
        assertThat(HttpHead.read(client.in()).bytes()).isEqualTo(ANSWER);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        plant.close();
        acceptor.close();
    }

    @Test
    void endOfTheServersSocketComesAfterWhatItSaidLast() throws IOException {
        byte[] last = Frames.text(ascii("{\"method\":\"bye\"}"), false);
        server.out().write(last);
        server.close();
        assertThat(client.in().readAllBytes()).isEqualTo(last);
    }

    @Test
    void clientThatHasSaidAllStillHears() throws IOException {
        client.endOutput();
        assertThat(server.in().read()).isEqualTo(-1);
        byte[] last = Frames.text(ascii("{\"method\":\"bye\"}"), false);
        server.out().write(last);
        server.close();
        assertThat(client.in().readAllBytes()).isEqualTo(last);
    }

    @Test
    void plantThatHasClosedIsNotFound() {
        plant.close();
        plant.close();
        assertThatThrownBy(() -> Link.connect(WebSocketAddress.parse(plant.address()), LIMIT))
                .isInstanceOf(IOException.class);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

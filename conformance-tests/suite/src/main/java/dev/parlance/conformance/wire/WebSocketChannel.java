package dev.parlance.conformance.wire;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The client's end of a WebSocket over TCP or a unix domain socket; {@link FramedChannel} says how it behaves.
 *
 * <pre>{@code
 * WebSocketChannel channel = WebSocketChannel.connect(
 *         URI.create("ws://127.0.0.1:8940"), Map.of("Authorization", "Bearer …"), receiver, Duration.ofSeconds(10));
 * }</pre>
 */
public final class WebSocketChannel extends FramedChannel {
    private static final int MAX_BODY = 64 << 10;
    private static final int SWITCHING = 101;

    private final HttpHead answer;

    private WebSocketChannel(Link link, HttpHead answer, Receiver receiver) {
        super(link, true, receiver);
        this.answer = answer;
    }

    /**
     * Connects and does the opening handshake; connecting and handshake may take the deadline each.
     *
     * @param uri {@code ws://host:port/path} or {@code unix:///path/of/socket}
     * @param headers sent besides those of the handshake
     * @throws UpgradeRefused if the server answers with another status than 101
     * @throws IOException if nobody listens, nothing is answered in time, or the answer is no right handshake
     * @throws IllegalArgumentException if the address is none, or a header holds a line break
     */
    public static WebSocketChannel connect(URI uri, Map<String, String> headers, Receiver receiver, Duration deadline)
            throws IOException {
        WebSocketAddress address = WebSocketAddress.of(uri);
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        String key = Base64.getEncoder().encodeToString(random);
        byte[] request = request(address, key, headers).bytes();
        Link link = Link.connect(address, deadline);
        try (Deadline timer = Deadline.on(link, deadline)) {
            HttpHead answer = timer.guard("WebSocket handshake with " + address, () -> {
                link.out().write(request);
                return HttpHead.read(link.in());
            });
            if (answer.status() != SWITCHING) {
                throw refusal(link, answer);
            }
            check(answer, key);
            WebSocketChannel channel = new WebSocketChannel(link, answer, receiver);
            channel.start();
            return channel;
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /** The server's answer to the handshake. */
    public HttpHead answer() {
        return answer;
    }

    private static HttpHead request(WebSocketAddress address, String key, Map<String, String> more) {
        List<HttpHead.Header> headers = new ArrayList<>(List.of(
                new HttpHead.Header("Host", address.host()),
                new HttpHead.Header("Upgrade", "websocket"),
                new HttpHead.Header("Connection", "Upgrade"),
                new HttpHead.Header("Sec-WebSocket-Key", key),
                new HttpHead.Header("Sec-WebSocket-Version", "13")));
        more.forEach((name, value) -> {
            if ((name + value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
                throw new IllegalArgumentException("the header " + name.strip() + " holds a line break");
            }
            headers.removeIf(header -> header.name().equalsIgnoreCase(name));
            headers.add(new HttpHead.Header(name, value));
        });
        return new HttpHead("GET " + address.target() + " HTTP/1.1", headers);
    }

    private static void check(HttpHead answer, String key) throws IOException {
        if (!answer.lists("Upgrade", "websocket") || !answer.lists("Connection", "upgrade")) {
            throw new IOException("the server answered 101 without Upgrade: websocket and Connection: Upgrade");
        }
        String expected = UpgradeRequest.accept(key);
        String seen = answer.header("Sec-WebSocket-Accept").orElse("nothing");
        if (!expected.equals(seen)) {
            throw new IOException("Sec-WebSocket-Accept: expected " + expected + ", seen " + seen);
        }
    }

    private static UpgradeRefused refusal(Link link, HttpHead answer) {
        String length = answer.header("Content-Length").orElse("");
        int wanted = length.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(length), MAX_BODY) : MAX_BODY;
        byte[] body = {};
        try {
            body = link.in().readNBytes(wanted);
        } catch (IOException e) {
            // The status is what counts; a server that keeps the connection open is cut off by the deadline.
        }
        return new UpgradeRefused(answer.status(), new String(body, StandardCharsets.UTF_8));
    }
}

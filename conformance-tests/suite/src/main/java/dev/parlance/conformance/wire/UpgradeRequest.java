package dev.parlance.conformance.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A client that asks for a WebSocket and waits to be accepted or refused.
 *
 * <pre>{@code
 * UpgradeRequest request = acceptor.next(Duration.ofSeconds(10));
 * WebSocketServerEnd end = request.accept(receiver);
 * }</pre>
 */
public final class UpgradeRequest {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Link link;
    private final HttpHead head;

    private UpgradeRequest(Link link, HttpHead head) {
        this.link = link;
        this.head = head;
    }

    /**
     * Reads the request of a client that has connected.
     *
     * @throws IOException if it does not come in time or is no HTTP; the connection is closed then
     */
    public static UpgradeRequest read(Link link, Duration deadline) throws IOException {
        try {
            return new UpgradeRequest(
                    link, link.within(deadline, "WebSocket handshake", () -> HttpHead.read(link.in())));
        } catch (IOException e) {
            link.close();
            throw e;
        }
    }

    /** Path, {@code Authorization}, {@code Origin} and whatever else the client sent. */
    public HttpHead head() {
        return head;
    }

    /** What keeps the request from being a right one for a WebSocket of version 13. */
    public Optional<String> fault() {
        if (!head.first().startsWith("GET ") || !head.lists("Upgrade", "websocket")) {
            return Optional.of("no GET with Upgrade: websocket");
        }
        if (!head.lists("Connection", "upgrade")) {
            return Optional.of("no Connection: Upgrade");
        }
        if (!head.header("Sec-WebSocket-Version").orElse("").equals("13")) {
            return Optional.of("no Sec-WebSocket-Version: 13");
        }
        return head.header("Sec-WebSocket-Key").isEmpty() ? Optional.of("no Sec-WebSocket-Key") : Optional.empty();
    }

    /**
     * Answers with 101, without extension and sub-protocol, and begins to read frames.
     *
     * @throws IOException if the client has gone, or its request was wrong: then it is refused with 400
     */
    public WebSocketServerEnd accept(Channel.Receiver receiver) throws IOException {
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            refuse(400, fault.get());
            throw new IOException("the client's WebSocket handshake has " + fault.get());
        }
        HttpHead answer = new HttpHead(
                "HTTP/1.1 101 Switching Protocols",
                List.of(
                        new HttpHead.Header("Upgrade", "websocket"),
                        new HttpHead.Header("Connection", "Upgrade"),
                        new HttpHead.Header(
                                "Sec-WebSocket-Accept",
                                accept(head.header("Sec-WebSocket-Key").orElseThrow()))));
        link.out().write(answer.bytes());
        WebSocketServerEnd end = new WebSocketServerEnd(link, head, receiver);
        end.start();
        return end;
    }

    /** Answers with a status and a text, and closes the connection. */
    public void refuse(int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String answer = String.format(
                Locale.ROOT,
                "HTTP/1.1 %d Refused\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n"
                        + "Connection: close\r\n\r\n",
                status,
                body.length);
        try {
            link.out().write(answer.getBytes(StandardCharsets.US_ASCII));
            link.out().write(body);
            link.endOutput();
        } catch (IOException e) {
            // A client that has gone needs no answer.
        }
        link.close();
    }

    /** {@code Sec-WebSocket-Accept} for a key, as RFC 6455, section 4.2.2 says. */
    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

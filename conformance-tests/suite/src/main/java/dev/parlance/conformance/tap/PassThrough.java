package dev.parlance.conformance.tap;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.wire.HttpHead;
import dev.parlance.conformance.wire.Link;
import dev.parlance.conformance.wire.UpgradeRequest;
import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Joins a client to a WebSocket server and passes every byte on. Of the handshake only {@code Host} is changed, and the
 * path if the server's address names one; an offer of extensions is left out, since compressed frames could not be judged.
 * What is no handshake, say a question about the server's health, is passed on unrecorded.
 *
 * <pre>{@code
 * new PassThrough(WebSocketAddress.parse("unix:///tmp/server.sock"))
 * }</pre>
 */
public final class PassThrough implements WebSocketTap.Joint {
    private static final int CHUNK = 1 << 16;
    private static final int SWITCHING = 101;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebSocketAddress address;

    /** Joins to the server at that address. */
    public PassThrough(WebSocketAddress address) {
        this.address = address;
    }

    @Override
    public void join(Link client, WebSocketTap tap) throws IOException {
        UpgradeRequest request = UpgradeRequest.read(client, PATIENCE);
        Link server = connect(request);
        tap.with(server);
        try (server) {
            server.out().write(toServer(request.head()).bytes());
            if (!request.head().lists("Upgrade", "websocket")) {
                pass(client, server, null);
                return;
            }
            HttpHead answer = answer(client, server);
            Tape tape = tap.next(true);
            if (answer.status() == SWITCHING) {
                pass(client, server, tape);
            } else {
                tape.noted("WebSocket refused: " + answer.first());
                pass(client, server, null);
            }
        } finally {
            tap.without(server);
        }
    }

    /** Passes the server's answer on byte for byte, also one that is no HTTP. */
    private static HttpHead answer(Link client, Link server) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try {
            return server.within(PATIENCE, "the server's answer", () -> HttpHead.read(server.in(), seen));
        } finally {
            client.out().write(seen.toByteArray());
        }
    }

    private Link connect(UpgradeRequest request) throws IOException {
        try {
            return Link.connect(address, PATIENCE);
        } catch (IOException e) {
            request.refuse(502, "the tap cannot reach the server: " + e.getMessage());
            throw e;
        }
    }

    private HttpHead toServer(HttpHead head) {
        List<HttpHead.Header> headers = new ArrayList<>();
        for (HttpHead.Header header : head.headers()) {
            if (header.name().equalsIgnoreCase("Host")) {
                headers.add(new HttpHead.Header(header.name(), address.host()));
            } else if (!header.name().equalsIgnoreCase("Sec-WebSocket-Extensions")) {
                headers.add(header);
            }
        }
        String first = head.first();
        String target = head.target();
        if (!address.target().equals("/") && head.lists("Upgrade", "websocket") && !target.isEmpty()) {
            first = first.replaceFirst(" \\S+ ", Matcher.quoteReplacement(" " + address.target() + " "));
        }
        return new HttpHead(first, headers);
    }

    private static void pass(Link client, Link server, @Nullable Tape tape) {
        Thread up = new Thread(() -> pump(Direction.TO_SERVER, client, server, tape), "tap-to-server");
        up.setDaemon(true);
        up.start();
        pump(Direction.TO_CLIENT, server, client, tape);
        try {
            up.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Direction direction, Link from, Link to, @Nullable Tape tape) {
        byte[] buffer = new byte[CHUNK];
        InputStream in = from.in();
        OutputStream out = to.out();
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (tape != null) {
                    tape.saw(direction, buffer, n);
                }
                out.write(buffer, 0, n);
            }
            to.endOutput();
        } catch (IOException e) {
            // One of the two broke off; the other one notices it as it would without a tap.
            from.close();
            to.close();
        }
        if (tape != null) {
            tape.ended(direction);
        }
    }
}

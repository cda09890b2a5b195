package dev.parlance.conformance.client;

import dev.parlance.conformance.wire.LineSplitter;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@link Relay} of one client under test reports. Whoever else connects does not know the token and is turned
 * away; a second relay of the same client is turned away too.
 *
 * <pre>{@code
 * try (RelayPort port = new RelayPort(stage)) { start(port.command(false)); }
 * }</pre>
 */
final class RelayPort implements Closeable {
    /** Longest line that is read from a client. */
    private static final int MAX_LINE = 64 << 20;

    private static final int TOKEN_BYTES = 16;
    private static final int TOKEN_MILLIS = 5_000;

    private final ServerSocket socket;
    private final ServerLink.Receiver receiver;
    private final String token;
    private volatile @Nullable Socket relay;

    /** Listens on loopback at once. */
    RelayPort(ServerLink.Receiver receiver) throws IOException {
        this.receiver = receiver;
        this.socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        Thread acceptor = new Thread(this::accept, "relay-port");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    String token() {
        return token;
    }

    /** The command that the client is to start in place of a server. */
    List<String> command(boolean stubborn) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classes(),
                Relay.class.getName(),
                String.valueOf(port()),
                token,
                stubborn ? "stubborn" : "obedient");
    }

    @Override
    public void close() {
        quietly(socket);
        Socket connected = relay;
        if (connected != null) {
            quietly(connected);
        }
    }

    private static String classes() {
        try {
            return new File(Relay.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the suite does not know where its own classes are", e);
        }
    }

    private void accept() {
        while (true) {
            Socket candidate;
            try {
                candidate = socket.accept();
            } catch (IOException e) {
                return;
            }
            try {
                candidate.setTcpNoDelay(true);
                candidate.setSoTimeout(TOKEN_MILLIS);
                if (knowsToken(candidate)) {
                    candidate.setSoTimeout(0);
                    relay = candidate;
                    quietly(socket);
                    read(candidate);
                    return;
                }
            } catch (IOException e) {
                // Not our relay, or one that died at once.
            }
            quietly(candidate);
        }
    }

    /** Byte by byte, so that nothing of what follows is taken. */
    private boolean knowsToken(Socket candidate) throws IOException {
        InputStream in = candidate.getInputStream();
        for (byte expected : (token + "\n").getBytes(StandardCharsets.US_ASCII)) {
            if (in.read() != expected) {
                return false;
            }
        }
        return true;
    }

    private void read(Socket connected) {
        receiver.connected(new Link(connected));
        LineSplitter lines = new LineSplitter(MAX_LINE);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = connected.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                lines.feed(buffer, n).forEach(line -> receiver.received(line, true));
            }
        } catch (IOException e) {
            // The relay was killed; what it had said counts.
        }
        if (lines.rest().length > 0) {
            receiver.received(lines.rest(), false);
        }
        receiver.closed();
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    /** The relay's connection. */
    private record Link(Socket socket) implements ServerLink {
        @Override
        public void piece(byte[] bytes, boolean last) throws IOException {
            byte[] out = bytes;
            if (last) {
                out = java.util.Arrays.copyOf(bytes, bytes.length + 1);
                out[bytes.length] = '\n';
            }
            socket.getOutputStream().write(out);
        }

        @Override
        public void cut() {
            quietly(socket);
        }

        @Override
        public boolean framed() {
            return false;
        }
    }
}

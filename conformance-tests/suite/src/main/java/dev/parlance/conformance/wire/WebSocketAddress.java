package dev.parlance.conformance.wire;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;

/**
 * Where a WebSocket server listens: {@code ws://host:port/path} or {@code unix:///path/of/socket}.
 *
 * <pre>{@code
 * WebSocketAddress.parse("ws://127.0.0.1:8940").target()   // "/"
 * }</pre>
 */
public final class WebSocketAddress {
    private static final int DEFAULT_PORT = 80;

    private final URI uri;
    private final SocketAddress socket;
    private final String host;
    private final String target;

    private WebSocketAddress(URI uri, SocketAddress socket, String host, String target) {
        this.uri = uri;
        this.socket = socket;
        this.host = host;
        this.target = target;
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static WebSocketAddress parse(String text) {
        try {
            return of(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
        }
    }

    /**
     * The address that a URI names. The name of a host is looked up here.
     *
     * @throws IllegalArgumentException if it names none; the message says why
     */
    public static WebSocketAddress of(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        return switch (scheme) {
            case "ws" -> tcp(uri);
            case "unix" -> unix(uri);
            case "wss" -> throw new IllegalArgumentException("wss:// is not supported, use ws:// on a local address");
            default ->
                throw new IllegalArgumentException(
                        "an address is ws://host:port or unix:///path/of/socket, not " + uri);
        };
    }

    private static WebSocketAddress tcp(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getPort() > 0xffff) {
            throw new IllegalArgumentException("ws:// needs a host and a port, as in ws://127.0.0.1:8940, not " + uri);
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return new WebSocketAddress(uri, new InetSocketAddress(bare, port), host + ":" + port, target);
    }

    private static WebSocketAddress unix(URI uri) {
        String path = uri.getPath();
        if (path == null || path.length() < 2 || uri.getAuthority() != null) {
            throw new IllegalArgumentException(
                    "unix:// needs the absolute path of a socket, as in unix:///tmp/server.sock, not " + uri);
        }
        try {
            return new WebSocketAddress(uri, UnixDomainSocketAddress.of(path), "localhost", "/");
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(path + " is no path: " + e.getReason(), e);
        }
    }

    /** Whether only processes of this machine reach it. */
    public boolean local() {
        return !(socket instanceof InetSocketAddress tcp)
                || (!tcp.isUnresolved() && tcp.getAddress().isLoopbackAddress());
    }

    /** What to connect to. */
    public SocketAddress socket() {
        return socket;
    }

    /** The value of the {@code Host} header. */
    public String host() {
        return host;
    }

    /** Path and query to ask for; {@code /} if the address names none. */
    public String target() {
        return target;
    }

    StandardProtocolFamily family() {
        return socket instanceof UnixDomainSocketAddress
                ? StandardProtocolFamily.UNIX
                : ((InetSocketAddress) socket).getAddress() instanceof java.net.Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}

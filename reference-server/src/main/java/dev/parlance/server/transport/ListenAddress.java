package dev.parlance.server.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a WebSocket listener listens: a loopback address and a port. Names are refused, so that no resolver decides who
 * can reach the server, and so are other addresses, since nothing tells a friend from a stranger yet.
 *
 * <pre>{@code
 * ListenAddress address = ListenAddress.parse("ws://127.0.0.1:4500");
 * }</pre>
 *
 * @param socket the address itself; port 0 lets the system choose
 */
public record ListenAddress(InetSocketAddress socket) {
    private static final String SHAPE = "ws://127.0.0.1:PORT or ws://[::1]:PORT";
    private static final Pattern PARTS = Pattern.compile("ws://(\\[[^\\]/]*\\]|[^:/\\[\\]]*)(?::([^/]*))?(/.*)?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+\\]");
    private static final int MOST = 65_535;

    /**
     * Reads {@code ws://IP:PORT}.
     *
     * @throws IllegalArgumentException with the reason, for anything else
     */
    public static ListenAddress parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw refused(text, "it is no address to listen on; give " + SHAPE);
        }
        if (parts.group(3) != null && !parts.group(3).equals("/")) {
            throw refused(text, "it has a path; clients may connect to any path, so give " + SHAPE);
        }
        return new ListenAddress(new InetSocketAddress(host(text, parts.group(1)), port(text, parts.group(2))));
    }

    private static InetAddress host(String text, String host) {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            throw refused(text, "\"" + host + "\" is a name, not an IP address; give " + SHAPE);
        }
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw refused(text, host + " is no IP address; give " + SHAPE);
        }
        if (!address.isLoopbackAddress()) {
            throw refused(
                    text,
                    "other machines could reach " + host + " and there is no authentication yet; give " + SHAPE
                            + ", and forward the port (ssh -L) to reach it from elsewhere");
        }
        return address;
    }

    private static int port(String text, String port) {
        if (port == null) {
            throw refused(text, "the port is missing; give " + SHAPE + ", with 0 for any free port");
        }
        try {
            int value = Integer.parseInt(port);
            if (value >= 0 && value <= MOST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw refused(text, "\"" + port + "\" is no port; a port is a number from 0 to " + MOST);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("cannot listen on \"" + text + "\": " + why);
    }

    /** As a client writes it, say {@code ws://127.0.0.1:4500}. */
    @Override
    public String toString() {
        String host = socket.getAddress().getHostAddress();
        return "ws://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + socket.getPort();
    }
}

package dev.parlance.conformance.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Listens for clients on an address of this machine only.
 *
 * <pre>{@code
 * try (WebSocketAcceptor acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"))) {
 *     startClient(acceptor.uri());
 *     WebSocketServerEnd end = acceptor.next(Duration.ofSeconds(10)).accept(receiver);
 * }
 * }</pre>
 */
public final class WebSocketAcceptor implements Closeable {
    private final WebSocketAddress address;
    private final ServerSocketChannel server;
    private final Selector selector;

    private WebSocketAcceptor(WebSocketAddress address, ServerSocketChannel server, Selector selector) {
        this.address = address;
        this.server = server;
        this.selector = selector;
    }

    /**
     * Begins to listen; port 0 stands for any that is free.
     *
     * @throws IOException if the address is taken
     * @throws IllegalArgumentException if other machines could reach it
     */
    public static WebSocketAcceptor listen(WebSocketAddress address) throws IOException {
        if (!address.local()) {
            throw new IllegalArgumentException(address + ": listens on this machine only, as in ws://127.0.0.1:8940");
        }
        ServerSocketChannel server = ServerSocketChannel.open(address.family());
        try {
            server.bind(address.socket());
            server.configureBlocking(false);
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new WebSocketAcceptor(address, server, selector);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect, with the port that was found. */
    public URI uri() throws IOException {
        SocketAddress local = server.getLocalAddress();
        if (local instanceof InetSocketAddress tcp) {
            String host = URI.create(address.toString()).getHost();
            return URI.create("ws://" + host + ":" + tcp.getPort());
        }
        return URI.create(address.toString());
    }

    /**
     * Waits for the next client and reads its request.
     *
     * @throws SocketTimeoutException if none came in time
     * @throws ClosedChannelException if this was closed
     * @throws IOException if the client sent no HTTP
     */
    public UpgradeRequest next(Duration deadline) throws IOException {
        return UpgradeRequest.read(accept(deadline), deadline);
    }

    /**
     * Waits for the next client, whatever it will say.
     *
     * @throws SocketTimeoutException if none came in time
     * @throws ClosedChannelException if this was closed
     */
    public Link accept(Duration deadline) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            for (long left = deadline.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                SocketChannel client = server.accept();
                if (client != null) {
                    Link link = new Link(client);
                    link.withoutDelay();
                    return link;
                }
                selector.select(left);
                selector.selectedKeys().clear();
            }
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
        throw new SocketTimeoutException("nobody connected to " + address + " within " + deadline.toMillis() + " ms");
    }

    /** Takes no more clients; those that are connected stay. */
    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
        if (address.socket() instanceof UnixDomainSocketAddress unix) {
            Files.deleteIfExists(unix.getPath());
        }
    }
}

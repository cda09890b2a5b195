package dev.parlance.mutants.live;

import dev.parlance.conformance.wire.HttpHead;
import dev.parlance.conformance.wire.Link;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import dev.parlance.mutants.plant.Planting;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Listens in place of a server that listens, and plants a fault into each connection. */
final class SocketPlant implements Closeable {
    private static final Duration FOREVER = Duration.ofHours(1);
    private static final Duration CONNECTING = Duration.ofSeconds(20);

    private final WebSocketAcceptor acceptor;
    private final WebSocketAddress server;
    private final Planting planting;
    private final String address;
    private final Runnable killer;

    SocketPlant(String serverAddress, Planting planting, Runnable killer) throws IOException {
        this.server = WebSocketAddress.parse(serverAddress);
        this.planting = planting;
        this.killer = killer;
        boolean unix = serverAddress.startsWith("unix:");
        this.acceptor = WebSocketAcceptor.listen(
                WebSocketAddress.parse(unix ? serverAddress + "-planted" : "ws://127.0.0.1:0"));
        this.address = acceptor.uri().toString();
        if (unix) {
            Path theirs = Path.of(serverAddress.substring("unix://".length()));
            Path ours = Path.of(theirs + "-planted");
            Files.setPosixFilePermissions(ours, Files.getPosixFilePermissions(theirs));
        }
        Thread listener = new Thread(this::listen, "plant-acceptor");
        listener.setDaemon(true);
        listener.start();
    }

    /** Where the suite connects. */
    String address() {
        return address;
    }

    /** Takes no more connections; those that there are go on. */
    @Override
    public void close() {
        try {
            acceptor.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the plant at " + address + " cannot stop to listen", e);
        }
    }

    private void listen() {
        try {
            while (true) {
                Link client = acceptor.accept(FOREVER);
                Thread opener = new Thread(() -> open(client), "plant-connection");
                opener.setDaemon(true);
                opener.start();
            }
        } catch (ClosedChannelException e) {
            // The server has ended.
        } catch (IOException e) {
            throw new UncheckedIOException("the plant at " + address + " no longer listens", e);
        }
    }

    private void open(Link client) {
        try {
            HttpHead request = HttpHead.read(client.in());
            FramePlant plant = new FramePlant(client, Link.connect(server, CONNECTING), planting, killer);
            plant.begin(request);
        } catch (IOException e) {
            client.close();
        }
    }
}

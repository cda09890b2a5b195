package dev.parlance.conformance.client;

import dev.parlance.conformance.wire.Channel;
import dev.parlance.conformance.wire.FramedChannel;
import dev.parlance.conformance.wire.Frames;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Where one client under test connects over WebSocket. The first connection counts.
 *
 * <pre>{@code
 * try (WebSocketPort port = new WebSocketPort(stage, Duration.ofSeconds(30))) { start(port.url()); }
 * }</pre>
 */
final class WebSocketPort implements Closeable {
    private final WebSocketAcceptor acceptor;
    private final CompletableFuture<FramedChannel> channel = new CompletableFuture<>();

    /** Listens on loopback at once; gives up after that time. */
    WebSocketPort(ServerLink.Receiver receiver, Duration limit) throws IOException {
        acceptor = WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0"));
        Thread waiting = new Thread(() -> accept(receiver, limit), "websocket-port");
        waiting.setDaemon(true);
        waiting.start();
    }

    String url() throws IOException {
        return acceptor.uri().toString();
    }

    @Override
    public void close() throws IOException {
        acceptor.close();
        channel.thenAccept(FramedChannel::abort).isDone();
    }

    private void accept(ServerLink.Receiver receiver, Duration limit) {
        try {
            channel.complete(acceptor.next(limit).accept(new Incoming(receiver)));
        } catch (IOException | RuntimeException e) {
            channel.completeExceptionally(e);
        }
    }

    /** What comes in, from the channel's own thread, which may be quicker than the one that accepted. */
    private final class Incoming implements Channel.Receiver {
        private final ServerLink.Receiver receiver;
        private boolean announced;

        Incoming(ServerLink.Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void received(byte[] message, boolean ended) {
            announce();
            receiver.received(message, ended);
        }

        @Override
        public void closed(String why) {
            announce();
            receiver.closed();
        }

        private void announce() {
            if (!announced) {
                announced = true;
                receiver.connected(new Link(channel.join()));
            }
        }
    }

    private static final class Link implements ServerLink {
        private final FramedChannel channel;
        private boolean begun;

        Link(FramedChannel channel) {
            this.channel = channel;
        }

        @Override
        public synchronized void piece(byte[] bytes, boolean last) throws IOException {
            channel.sendRaw(Frames.frame(last, begun ? Frames.CONTINUATION : Frames.TEXT, bytes, false));
            begun = !last;
        }

        @Override
        public void cut() {
            channel.abort();
        }

        @Override
        public boolean framed() {
            return true;
        }
    }
}

package dev.parlance.conformance.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * The bytes of one connection over TCP or a unix domain socket. Reading and writing are independent; closing ends both at
 * once, also while a thread waits in one of them.
 *
 * <pre>{@code
 * try (Link link = Link.connect(WebSocketAddress.parse("unix:///tmp/server.sock"), Duration.ofSeconds(5))) {
 *     link.out().write(bytes);
 * }
 * }</pre>
 */
public final class Link implements Closeable {
    private static final int CHUNK = 1 << 16;

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    Link(SocketChannel channel) {
        this.channel = channel;
        // The streams of java.nio.channels.Channels share one lock: a waiting read would hold up every write.
        this.in = new BufferedInputStream(new Input(channel), CHUNK);
        this.out = new Output(channel);
    }

    /**
     * Connects.
     *
     * @throws IOException if nobody listens there, or the deadline passed
     */
    public static Link connect(WebSocketAddress address, Duration deadline) throws IOException {
        if (address.socket() instanceof InetSocketAddress tcp && tcp.isUnresolved()) {
            throw new UnknownHostException("no host is called " + tcp.getHostString());
        }
        Link link = new Link(SocketChannel.open(address.family()));
        try (Deadline timer = Deadline.on(link, deadline)) {
            timer.guard("connecting to " + address, () -> link.channel.connect(address.socket()));
        }
        link.withoutDelay();
        return link;
    }

    /** Something done with a link. */
    public interface Work<T> {
        /** Does it. */
        T run() throws IOException;
    }

    /**
     * Does something with this link, which is closed if it is not done in time.
     *
     * @param what what is done, for the message
     * @throws java.net.SocketTimeoutException if time was up
     * @throws IOException if the work fails; the message begins with what was done
     */
    public <T> T within(Duration deadline, String what, Work<T> work) throws IOException {
        try (Deadline timer = Deadline.on(this, deadline)) {
            return timer.guard(what, work);
        }
    }

    /** Small messages are sent at once. */
    void withoutDelay() throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** What comes in; a read waits for at least one byte and gives what is there. */
    public InputStream in() {
        return in;
    }

    /** What goes out, unbuffered. */
    public OutputStream out() {
        return out;
    }

    /** Tells the other side that nothing more will come, and goes on reading. */
    public void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is buffered here, so nothing is lost.
        }
    }

    private static final class Input extends InputStream {
        private final SocketChannel channel;

        Input(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(buffer, offset, length));
        }
    }

    private static final class Output extends OutputStream {
        private final SocketChannel channel;

        Output(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}

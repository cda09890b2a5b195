package dev.parlance.conformance.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One end of a WebSocket, after the handshake. A text frame is a message; pings are answered; what
 * WebSocket or this protocol does not allow is remembered, and the connection goes on as long as it can be read.
 *
 * <p>The receiver is told of every frame that is no text, in the order of the wire, as {@code ping}, {@code pong},
 * {@code close frame 1000} and the texts of {@link #oddities()}.
 *
 * <pre>{@code
 * channel.sendRaw(Frames.ping("a".getBytes(UTF_8), true));
 * channel.pongs()      // ["a"] once it has come
 * }</pre>
 */
public abstract class FramedChannel implements Channel {
    /** Bytes of a message that are taken at most: 64 MiB. */
    public static final int MAX_MESSAGE = 64 << 20;
    /** Oddity: a binary frame. */
    public static final String BINARY = "binary frame";
    /** Oddity: the connection ended without a close frame from the other side. */
    public static final String NO_CLOSE_FRAME = "closed without a close frame";
    /** Oddity: the other side masks though it is a server, or does not though it is a client. */
    public static final String WRONG_MASK = "frame masked by a server or not masked by a client";

    private static final int CHUNK = 1 << 16;
    private static final int MAX_KEPT = 1000;
    private static final int NORMAL = 1000;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Link link;
    private final boolean client;
    private final Receiver receiver;
    private final ReentrantLock writing = new ReentrantLock();
    private final List<String> oddities = new ArrayList<>();
    private final List<String> pongs = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(MAX_MESSAGE);
    private int closeCode = -1;
    private boolean closeSent;

    FramedChannel(Link link, boolean client, Receiver receiver) {
        this.link = link;
        this.client = client;
        this.receiver = receiver;
    }

    final void start() {
        Thread reader = new Thread(this::read, client ? "wire-websocket" : "wire-websocket-server");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void send(byte[] message) throws IOException {
        sendRaw(Frames.text(message, client));
    }

    @Override
    public void sendRaw(byte[] bytes) throws IOException {
        writing.lock();
        try {
            link.out().write(bytes);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public boolean framed() {
        return true;
    }

    /** Begins the closing handshake and returns; the connection is cut after five seconds if the other side does nothing. */
    @Override
    public void close() {
        cutLater();
        sendClose(NORMAL);
    }

    /** Ends the connection without a close frame, as the death of a process would. */
    public void abort() {
        link.close();
    }

    /** What was odd so far, in order, the first thousand. */
    public List<String> oddities() {
        synchronized (oddities) {
            return List.copyOf(oddities);
        }
    }

    /** What the pongs that came carried, in order, the first thousand. */
    public List<String> pongs() {
        synchronized (oddities) {
            return List.copyOf(pongs);
        }
    }

    /** Code of the close frame that came; 1005 if it bore none; empty if no close frame came. */
    public OptionalInt closeCode() {
        synchronized (oddities) {
            return closeCode < 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
        }
    }

    private void read() {
        String why = "the other side closed the connection";
        byte[] buffer = new byte[CHUNK];
        try {
            int n = link.in().read(buffer);
            while (n >= 0 && decoder.problem().isEmpty()) {
                for (Frame frame : decoder.feed(buffer, n)) {
                    take(frame);
                }
                n = decoder.problem().isEmpty() ? link.in().read(buffer) : -1;
            }
        } catch (IOException e) {
            why = "the connection ended: " + e;
        } finally {
            link.close();
            decoder.problem().ifPresent(this::odd);
            if (closeCode().isEmpty()) {
                odd(NO_CLOSE_FRAME);
            }
            receiver.closed(decoder.problem().orElse(why));
        }
    }

    private void take(Frame frame) throws IOException {
        if (frame.masked() == client) {
            odd(WRONG_MASK);
        }
        switch (frame.opcode()) {
            case Frames.TEXT -> receiver.received(frame.payload(), true);
            case Frames.PING -> {
                receiver.noted("ping");
                sendRaw(Frames.pong(frame.payload(), client));
            }
            case Frames.PONG -> {
                synchronized (oddities) {
                    if (pongs.size() < MAX_KEPT) {
                        pongs.add(frame.text());
                    }
                }
                receiver.noted("pong");
            }
            case Frames.CLOSE -> closing(frame);
            default -> odd(BINARY);
        }
    }

    private void closing(Frame frame) {
        synchronized (oddities) {
            closeCode = frame.closeCode();
        }
        receiver.noted("close frame " + frame.closeCode());
        cutLater();
        sendClose(frame.payload().length < 2 ? NORMAL : frame.closeCode());
        if (!client) {
            // The server is the one to end TCP, so that the client does not have to wait for stray packets.
            link.close();
        }
    }

    private void cutLater() {
        Deadline.on(link, GRACE);
    }

    private void sendClose(int code) {
        writing.lock();
        try {
            if (!closeSent) {
                closeSent = true;
                link.out().write(Frames.close(code, "", client));
            }
        } catch (IOException e) {
            // The other side has gone already, which is what was to be reached.
        } finally {
            writing.unlock();
        }
    }

    private void odd(String what) {
        synchronized (oddities) {
            if (oddities.size() < MAX_KEPT) {
                oddities.add(what);
            }
        }
        receiver.noted(what);
    }
}

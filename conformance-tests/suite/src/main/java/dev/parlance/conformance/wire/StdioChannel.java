package dev.parlance.conformance.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines over the standard streams of a process, or over any two streams. A line above 64 MiB is dropped and noted.
 *
 * <pre>{@code
 * Channel channel = StdioChannel.over(process, receiver);
 * channel.send("{\"method\":\"initialized\"}".getBytes(UTF_8));
 * }</pre>
 */
public final class StdioChannel implements Channel {
    private static final int CHUNK = 1 << 16;
    private static final int MAX_LINE = 64 << 20;

    private final InputStream in;
    private final OutputStream out;
    private final Receiver receiver;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    private StdioChannel(InputStream in, OutputStream out, Receiver receiver) {
        this.in = in;
        this.out = out;
        this.receiver = receiver;
    }

    /** A channel to a process; standard error and the end of the process are the caller's concern. */
    public static StdioChannel over(Process process, Receiver receiver) {
        return over(process.getInputStream(), process.getOutputStream(), receiver);
    }

    /** A channel over what comes in and what goes out; reading begins at once on a thread of the channel's own. */
    public static StdioChannel over(InputStream in, OutputStream out, Receiver receiver) {
        StdioChannel channel = new StdioChannel(in, out, receiver);
        Thread reader = new Thread(channel::read, "wire-stdio");
        reader.setDaemon(true);
        reader.start();
        return channel;
    }

    @Override
    public void send(byte[] message) throws IOException {
        write(message, true);
    }

    @Override
    public void sendRaw(byte[] bytes) throws IOException {
        write(bytes, false);
    }

    private void write(byte[] bytes, boolean line) throws IOException {
        writing.lock();
        try {
            if (closed) {
                throw new IOException("the channel was closed on our side");
            }
            out.write(bytes);
            if (line) {
                out.write('\n');
            }
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /** Closes the subject's input. A subject that does not read may hold up a write: then this does not wait for it. */
    @Override
    public void close() {
        closed = true;
        if (writing.tryLock()) {
            try {
                closeOutput();
            } finally {
                writing.unlock();
            }
        } else {
            Thread later = new Thread(this::closeOutput, "wire-stdio-close");
            later.setDaemon(true);
            later.start();
        }
    }

    private void closeOutput() {
        try {
            out.close();
        } catch (IOException e) {
            // The subject has gone: its input is closed already.
        }
    }

    @Override
    public boolean framed() {
        return false;
    }

    private void read() {
        String why = "end of output";
        LineSplitter splitter = new LineSplitter(MAX_LINE);
        byte[] buffer = new byte[CHUNK];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (byte[] line : splitter.feed(buffer, n)) {
                    receiver.received(line, true);
                }
            }
        } catch (IOException e) {
            why = "output broke off: " + e.getMessage();
        } finally {
            if (splitter.overflowed()) {
                receiver.noted("line above " + (MAX_LINE >> 20) + " MiB dropped");
            }
            if (splitter.rest().length > 0) {
                receiver.received(splitter.rest(), false);
            }
            receiver.closed(why);
        }
    }
}

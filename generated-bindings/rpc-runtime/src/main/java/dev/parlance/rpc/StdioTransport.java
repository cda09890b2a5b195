package dev.parlance.rpc;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process's own stdin and stdout: for a server that is somebody's child. From {@link #open()} on stdout is the
 * protocol's alone: {@code System.out} goes to stderr, so that a stray print cannot spoil a message.
 *
 * <pre>{@code
 * Peer peer = Peer.builder(StdioTransport.open()).handlers(handlers).start();
 * peer.closed().join();   // the client has gone
 * }</pre>
 *
 * <p>JVM warnings bypass {@code System.out}: start the JVM with {@code -Xlog:disable -Xlog:all=warning:stderr}.
 */
public final class StdioTransport implements Transport {
    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private final InputStream input = new FileInputStream(FileDescriptor.in);
    private final OutputStream output = new FileOutputStream(FileDescriptor.out);

    private StdioTransport() {}

    /**
     * Takes stdin and stdout for the rest of the process's life.
     *
     * @throws IllegalStateException if they have been taken before
     */
    public static StdioTransport open() {
        if (!TAKEN.compareAndSet(false, true)) {
            throw new IllegalStateException("stdin and stdout are taken already: a process has one StdioTransport");
        }
        System.out.flush();
        System.setOut(System.err);
        return new StdioTransport();
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void close() throws IOException {
        try (input) {
            output.close();
        }
    }
}

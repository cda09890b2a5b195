package dev.parlance.server.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How much may be on its way to a client that has not taken it yet. Frames are handed over without waiting for each one,
 * so that a burst of deltas goes out in few writes; once the window is full the writer waits.
 *
 * <pre>{@code
 * window.enter(frame.length());
 * socket.send(frame, window::leave);   // with the same length
 * }</pre>
 */
final class SendWindow {
    /** What a frame weighs beside its bytes: short frames are bounded too. */
    private static final int FRAME = 256;

    private final int capacity;
    private int used;
    private @Nullable Throwable closed;

    SendWindow(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Waits for room; a message larger than the window goes alone.
     *
     * @throws IOException if the connection ends before there is any
     */
    synchronized void enter(int bytes) throws IOException {
        while (closed == null && used > 0 && used + weight(bytes) > capacity) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the client was slow", e);
            }
        }
        if (closed != null) {
            throw new IOException("the WebSocket is closed: " + closed.getMessage(), closed);
        }
        used += weight(bytes);
    }

    /** A frame that entered with that many bytes has been written. */
    synchronized void leave(int bytes) {
        used -= weight(bytes);
        notifyAll();
    }

    /** Whoever waits or comes later gets that reason. */
    synchronized void close(Throwable reason) {
        if (closed == null) {
            closed = reason;
        }
        notifyAll();
    }

    private static int weight(int bytes) {
        return (int) Math.min((long) bytes + FRAME, Integer.MAX_VALUE / 2);
    }
}

package dev.parlance.mutants.live;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Bytes on their way into a stream that may block: a thread of its own writes them. */
final class Outbox {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();

    /** Into that stream; {@code ending} tells the other side that nothing more comes. */
    Outbox(OutputStream stream, Closeable ending, String name) {
        Thread writer = new Thread(() -> write(stream, ending), name);
        writer.setDaemon(true);
        writer.start();
    }

    void put(byte[] bytes) {
        if (bytes.length > 0) {
            waiting.add(bytes);
        }
    }

    /** Ends what goes out, after all that was put before. */
    void end() {
        waiting.add(END);
    }

    private void write(OutputStream stream, Closeable ending) {
        try (ending) {
            for (byte[] bytes = waiting.take(); bytes.length > 0; bytes = waiting.take()) {
                stream.write(bytes);
                stream.flush();
            }
        } catch (IOException e) {
            // Nobody reads any more; the reading thread finds out what that means.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

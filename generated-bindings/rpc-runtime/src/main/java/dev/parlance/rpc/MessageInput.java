package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages that arrive by callback into a stream of lines, for transports that have messages of their own, such as
 * WebSocket: each becomes one line, whatever white space is in it. The sender of a piece is told when it has been read,
 * so that it can hold back the next: no more than that is kept.
 *
 * <pre>{@code
 * input.add(text.getBytes(UTF_8), last, () -> webSocket.request(1));
 * }</pre>
 */
public final class MessageInput extends InputStream {
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private int position;
    private boolean ended;
    private @Nullable IOException failure;

    private static final class Piece {
        final byte[] bytes;
        final Runnable read;

        Piece(byte[] bytes, Runnable read) {
            this.bytes = bytes;
            this.read = read;
        }
    }

    /**
     * Adds a piece of a message.
     *
     * @param bytes UTF-8; may end within a code point. The array is changed and kept
     * @param last true for the last piece of its message
     * @param read run on the reading thread when the piece has been read
     */
    public void add(byte[] bytes, boolean last, Runnable read) {
        byte[] line = last ? java.util.Arrays.copyOf(bytes, bytes.length + 1) : bytes;
        for (int i = 0; i < bytes.length; i++) {
            if (line[i] == '\n') {
                line[i] = '\r'; // white space to JSON as well, and as wrong within a string
            }
        }
        if (last) {
            line[bytes.length] = '\n';
        }
        synchronized (this) {
            pieces.add(new Piece(line, read));
            notifyAll();
        }
    }

    /** Nothing more comes; null for an orderly end. What was added is still read. */
    public synchronized void end(@Nullable Throwable cause) {
        if (!ended) {
            ended = true;
            failure = cause == null ? null : new IOException(String.valueOf(cause.getMessage()), cause);
            notifyAll();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        Runnable finished = null;
        int count;
        synchronized (this) {
            Piece piece = await();
            if (piece == null) {
                return -1;
            }
            count = Math.min(length, piece.bytes.length - position);
            System.arraycopy(piece.bytes, position, target, offset, count);
            position += count;
            if (position == piece.bytes.length) {
                position = 0;
                pieces.remove();
                finished = piece.read;
            }
        }
        if (finished != null) {
            finished.run();
        }
        return count;
    }

    private @Nullable Piece await() throws IOException {
        while (true) {
            Piece first = pieces.peek();
            if (first != null && first.bytes.length == 0) {
                pieces.remove();
                first.read.run();
                continue;
            }
            if (first != null) {
                return first;
            }
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}

package dev.parlance.server.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Framing;
import dev.parlance.rpc.Limits;
import dev.parlance.rpc.Transport;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A client's transport that also hands out each notification that passes, the very bytes of its line. Whoever takes them
 * slowly slows the connection down; nothing is queued here.
 *
 * <pre>{@code
 * Transport client = new EventTap(pair.client(), stdout::write);
 * }</pre>
 */
final class EventTap implements Transport {
    private static final JsonFactory JSON = new JsonFactory();

    private final Transport inner;
    private final InputStream input;

    /** Takes a line, its line feed included. */
    @FunctionalInterface
    interface Sink {
        /** Called on the reading thread; the array is used again afterwards. */
        void line(byte[] bytes, int offset, int length);
    }

    EventTap(Transport inner, Sink sink) {
        this.inner = inner;
        this.input = new Tapped(inner.input(), sink);
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return inner.output();
    }

    @Override
    public Framing framing() {
        return inner.framing();
    }

    @Override
    public ConnectionClosedException ended(@Nullable Throwable failure) {
        return inner.ended(failure);
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    /** Only requests and answers carry an id, and only an answer has no method. */
    static boolean isNotification(byte[] line, int length) {
        boolean method = false;
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals("id")) {
                    return false;
                }
                method |= name.equals("method");
                parser.nextToken();
                parser.skipChildren();
            }
            return method;
        } catch (IOException e) {
            return false;
        }
    }

    private static final class Tapped extends FilterInputStream {
        private final Sink sink;
        private final Line line = new Line();

        Tapped(InputStream in, Sink sink) {
            super(in);
            this.sink = sink;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            int from = offset;
            for (int i = offset; i < offset + count; i++) {
                if (target[i] == '\n') {
                    line.write(target, from, i + 1 - from);
                    line.flushTo(sink);
                    from = i + 1;
                }
            }
            if (count > 0) {
                line.write(target, from, offset + count - from);
            }
            return count;
        }
    }

    /** The line that is being read; one that is too long for the peer is dropped here as well. */
    private static final class Line extends ByteArrayOutputStream {
        private static final int KEEP = 1 << 20;

        private boolean tooLong;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            tooLong |= count + (long) length > Limits.defaults().messageBytes();
            if (!tooLong) {
                super.write(bytes, offset, length);
            }
        }

        synchronized void flushTo(Sink sink) {
            if (!tooLong && isNotification(buf, count)) {
                sink.line(buf, 0, count);
            }
            tooLong = false;
            reset();
            if (buf.length > KEEP) {
                buf = new byte[KEEP];
            }
        }
    }
}

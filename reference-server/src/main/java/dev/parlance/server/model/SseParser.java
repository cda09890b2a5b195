package dev.parlance.server.model;

import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes Server-Sent Events out of bytes, wherever the chunks are cut. The data of an event is handed on as bytes, with
 * the event's last line and not later: nothing waits for a fuller buffer. {@code id} and {@code retry} are passed over.
 *
 * <pre>{@code
 * SseParser parser = new SseParser(1 << 20);
 * parser.feed(chunk, (name, data, length) -> handle(mapper.readTree(data, 0, length)));
 * }</pre>
 */
final class SseParser {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int limit;
    private byte[] line = new byte[512];
    private int lineLength;
    private byte[] data = new byte[512];
    private int dataLength;
    private boolean hasData;
    private String name = "";
    private boolean afterCr;
    private boolean firstLine = true;

    /**
     * At the start of a stream.
     *
     * @param limit the longest line and the longest event, in bytes
     */
    SseParser(int limit) {
        this.limit = limit;
    }

    /** What an event is handed to. */
    interface Sink {
        /**
         * One event with data.
         *
         * @param name its {@code event} field, empty without one
         * @param data valid during the call only
         */
        void event(String name, byte[] data, int length) throws ModelException;
    }

    /**
     * Reads the whole chunk.
     *
     * @throws ModelException if a line or an event is longer than the limit, or of the sink
     */
    void feed(ByteBuffer chunk, Sink sink) throws ModelException {
        while (chunk.hasRemaining()) {
            byte b = chunk.get();
            boolean secondOfPair = b == '\n' && afterCr;
            afterCr = b == '\r';
            if (secondOfPair) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                endLine(sink);
            } else {
                line = roomFor(line, lineLength, 1);
                line[lineLength++] = b;
            }
        }
    }

    private void endLine(Sink sink) throws ModelException {
        int start = firstLine && startsWithBom() ? BOM.length : 0;
        int end = lineLength;
        firstLine = false;
        lineLength = 0;
        if (start == end) {
            dispatch(sink);
            return;
        }
        int colon = start;
        while (colon < end && line[colon] != ':') {
            colon++;
        }
        int value = Math.min(end, colon + 1);
        if (value < end && line[value] == ' ') {
            value++;
        }
        field(new String(line, start, colon - start, StandardCharsets.UTF_8), value, end);
    }

    private boolean startsWithBom() {
        return lineLength >= BOM.length && Arrays.equals(line, 0, BOM.length, BOM, 0, BOM.length);
    }

    private void field(String field, int start, int end) throws ModelException {
        if (field.equals("data")) {
            data = roomFor(data, dataLength, end - start + 1);
            if (hasData) {
                data[dataLength++] = '\n';
            }
            System.arraycopy(line, start, data, dataLength, end - start);
            dataLength += end - start;
            hasData = true;
        } else if (field.equals("event")) {
            name = new String(line, start, end - start, StandardCharsets.UTF_8);
        }
    }

    private void dispatch(Sink sink) throws ModelException {
        String ended = name;
        int length = dataLength;
        boolean full = hasData;
        name = "";
        dataLength = 0;
        hasData = false;
        if (full) {
            sink.event(ended, data, length);
        }
    }

    private byte[] roomFor(byte[] buffer, int used, int more) throws ModelException {
        if (used + more > limit) {
            throw Failures.last("the model sent an event of more than " + limit + " bytes", Value.OTHER);
        }
        return used + more <= buffer.length ? buffer : Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + more));
    }
}

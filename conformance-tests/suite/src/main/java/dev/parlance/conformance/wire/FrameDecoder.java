package dev.parlance.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into WebSocket frames, whatever the chunks it comes in, and puts fragments together: what it
 * gives are whole messages and control frames in the order in which they were complete. After a {@link #problem()} it
 * gives nothing more, since nobody knows where the next frame begins. Not for several threads at once.
 *
 * <pre>{@code
 * for (Frame frame : decoder.feed(buffer, n)) { … }
 * }</pre>
 */
public final class FrameDecoder {
    private static final int MAX_CONTROL = 125;
    private static final int RESERVED_BITS = 0x70;

    private final long maxMessage;
    private final byte[] header = new byte[14];
    private int headerLength;
    private @Nullable ByteArrayOutputStream payload;
    private long missing;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int begunOpcode;
    private @Nullable String problem;

    /** Takes messages of at most that many bytes. */
    public FrameDecoder(long maxMessage) {
        this.maxMessage = maxMessage;
    }

    /** Takes the first {@code length} bytes of the buffer and gives what is complete now. */
    public List<Frame> feed(byte[] buffer, int length) {
        List<Frame> found = new ArrayList<>();
        int at = 0;
        while (at < length && problem == null) {
            ByteArrayOutputStream body = payload;
            if (body == null) {
                header[headerLength++] = buffer[at++];
                if (headerLength == wholeHeader()) {
                    body = begin();
                }
            } else {
                int part = (int) Math.min(missing, length - at);
                body.write(buffer, at, part);
                at += part;
                missing -= part;
            }
            if (body != null && missing == 0 && problem == null) {
                complete(body.toByteArray(), found);
            }
        }
        return found;
    }

    /** What makes the rest of the stream unreadable. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether the stream stands within a frame, or between two fragments of a message. */
    public boolean withinMessage() {
        return headerLength > 0 || begunOpcode != 0;
    }

    private int wholeHeader() {
        if (headerLength < 2) {
            return 2;
        }
        int extended = switch (header[1] & 0x7f) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
        return 2 + extended + (header[1] < 0 ? 4 : 0);
    }

    private ByteArrayOutputStream begin() {
        long size = switch (header[1] & 0x7f) {
            case 126 -> ByteBuffer.wrap(header).getShort(2) & 0xffff;
            case 127 -> ByteBuffer.wrap(header).getLong(2);
            default -> header[1] & 0x7f;
        };
        int opcode = header[0] & 0x0f;
        boolean end = header[0] < 0;
        if ((header[0] & RESERVED_BITS) != 0) {
            problem = "a frame with reserved bits, though no extension was agreed on";
        } else if ((opcode > Frames.BINARY && opcode < Frames.CLOSE) || opcode > Frames.PONG) {
            problem = "a frame with the reserved opcode " + opcode;
        } else if (opcode >= Frames.CLOSE && (!end || size > MAX_CONTROL)) {
            problem = "a control frame that is " + (end ? "longer than " + MAX_CONTROL + " bytes" : "a fragment");
        } else if (opcode == Frames.CONTINUATION && begunOpcode == 0) {
            problem = "a fragment of a message that did not begin";
        } else if (opcode != Frames.CONTINUATION && opcode < Frames.CLOSE && begunOpcode != 0) {
            problem = "a message within the fragments of another";
        } else if (size < 0 || size > maxMessage - (opcode < Frames.CLOSE ? begun.size() : 0)) {
            problem = "a message above " + maxMessage + " bytes";
        }
        missing = size;
        // A frame may announce more than ever comes: room is made as it comes.
        ByteArrayOutputStream body = new ByteArrayOutputStream((int) Math.max(0, Math.min(size, 1 << 13)));
        payload = body;
        return body;
    }

    private void complete(byte[] body, List<Frame> found) {
        boolean masked = header[1] < 0;
        if (masked) {
            int mask = wholeHeader() - 4;
            for (int i = 0; i < body.length; i++) {
                body[i] ^= header[mask + (i & 3)];
            }
        }
        boolean end = header[0] < 0;
        int opcode = header[0] & 0x0f;
        headerLength = 0;
        payload = null;
        if (opcode >= Frames.CLOSE || (end && begunOpcode == 0)) {
            found.add(new Frame(true, opcode, masked, body));
            return;
        }
        begun.write(body, 0, body.length);
        if (begunOpcode == 0) {
            begunOpcode = opcode;
        }
        if (end) {
            found.add(new Frame(true, begunOpcode, masked, begun.toByteArray()));
            begun.reset();
            begunOpcode = 0;
        }
    }
}

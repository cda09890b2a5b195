package dev.parlance.conformance.wire;

import java.nio.charset.StandardCharsets;

/**
 * A WebSocket frame that came in, or a whole message put together from its fragments. The payload is unmasked; it is
 * shared and must not be changed.
 *
 * <pre>{@code
 * frame.opcode() == Frames.TEXT && frame.end()
 * }</pre>
 */
public final class Frame {
    private final boolean end;
    private final int opcode;
    private final boolean masked;
    private final byte[] payload;

    Frame(boolean end, int opcode, boolean masked, byte[] payload) {
        this.end = end;
        this.opcode = opcode;
        this.masked = masked;
        this.payload = payload;
    }

    /** Whether it is the last frame of its message. */
    public boolean end() {
        return end;
    }

    /** One of the constants of {@link Frames}. */
    public int opcode() {
        return opcode;
    }

    /** Whether it is a ping, a pong or a close frame, which may stand between the fragments of a message. */
    public boolean control() {
        return opcode >= Frames.CLOSE;
    }

    /** Whether it came masked. */
    public boolean masked() {
        return masked;
    }

    /** The bytes carried. */
    public byte[] payload() {
        return payload;
    }

    /** The bytes carried, as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Code of a close frame; 1005, as the standard says, if it carries none. */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    }
}

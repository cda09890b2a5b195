package dev.parlance.conformance.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Builds WebSocket frames (RFC 6455, section 5.2), right ones and wrong ones: a client has to mask, a server must not,
 * and nobody prevents the opposite here.
 *
 * <pre>{@code
 * channel.sendRaw(Frames.frame(false, Frames.TEXT, first, true));          // first fragment
 * channel.sendRaw(Frames.ping("between".getBytes(UTF_8), true));
 * channel.sendRaw(Frames.frame(true, Frames.CONTINUATION, rest, true));    // last fragment
 * }</pre>
 */
public final class Frames {
    /** A further fragment. */
    public static final int CONTINUATION = 0;
    /** Text. */
    public static final int TEXT = 1;
    /** Bytes. */
    public static final int BINARY = 2;
    /** The closing handshake. */
    public static final int CLOSE = 8;
    /** A ping. */
    public static final int PING = 9;
    /** The answer to a ping. */
    public static final int PONG = 10;

    private static final int LONGEST_HEADER = 14;
    private static final int SHORT = 125;
    private static final int MEDIUM = 0xffff;

    private Frames() {}

    /** A whole message of text. */
    public static byte[] text(byte[] payload, boolean masked) {
        return frame(true, TEXT, payload, masked);
    }

    /** A whole message of bytes. */
    public static byte[] binary(byte[] payload, boolean masked) {
        return frame(true, BINARY, payload, masked);
    }

    /** A further fragment; {@code end} tells whether it is the last one. */
    public static byte[] continuation(boolean end, byte[] payload, boolean masked) {
        return frame(end, CONTINUATION, payload, masked);
    }

    /** A ping. */
    public static byte[] ping(byte[] payload, boolean masked) {
        return frame(true, PING, payload, masked);
    }

    /** A pong. */
    public static byte[] pong(byte[] payload, boolean masked) {
        return frame(true, PONG, payload, masked);
    }

    /** A close frame with a code, say 1000, and a reason for people. */
    public static byte[] close(int code, String reason, boolean masked) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return frame(
                true,
                CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array(),
                masked);
    }

    /** Any frame. Bits of the opcode above the lowest four are the reserved ones: {@code TEXT | 0x40} sets the first. */
    public static byte[] frame(boolean end, int opcode, byte[] payload, boolean masked) {
        int maskBit = masked ? 0x80 : 0;
        ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + payload.length);
        frame.put((byte) ((end ? 0x80 : 0) | (opcode & 0x7f)));
        if (payload.length <= SHORT) {
            frame.put((byte) (maskBit | payload.length));
        } else if (payload.length <= MEDIUM) {
            frame.put((byte) (maskBit | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (maskBit | 127)).putLong(payload.length);
        }
        if (masked) {
            int mask = ThreadLocalRandom.current().nextInt();
            frame.putInt(mask);
            for (int i = 0; i < payload.length; i++) {
                frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
            }
        } else {
            frame.put(payload);
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }
}

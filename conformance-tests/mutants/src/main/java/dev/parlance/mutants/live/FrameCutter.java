package dev.parlance.mutants.live;

import dev.parlance.conformance.wire.Frames;
import dev.parlance.mutants.plant.Piece;
import dev.parlance.mutants.plant.Piece.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of bytes into single frames, those of one message each by itself. From the first frame that a right peer
 * would not have sent on, it cuts nothing: what is wrong in itself has to go on as it is.
 */
final class FrameCutter {
    private static final int MAX_PAYLOAD = 80 << 20;

    private final boolean masked;
    private byte[] waiting = {};
    private boolean strange;

    /** Of frames that are to be masked, or are not. */
    FrameCutter(boolean masked) {
        this.masked = masked;
    }

    /** Takes bytes and gives the frames that are complete now. */
    List<Piece> feed(byte[] buffer, int length) {
        byte[] all = Arrays.copyOf(waiting, waiting.length + length);
        System.arraycopy(buffer, 0, all, waiting.length, length);
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (!strange) {
            int header = header(all, from);
            long payload = header < 0 ? -1 : payload(all, from);
            if (strange || header < 0 || all.length - from - header < payload) {
                break;
            }
            pieces.add(piece(all, from, from + header, (int) payload));
            from += header + (int) payload;
        }
        waiting = Arrays.copyOfRange(all, from, all.length);
        return pieces;
    }

    /** Whether a frame came that is none. */
    boolean strange() {
        return strange;
    }

    /** What was taken and is part of no frame that was given; taken away with this. */
    byte[] rest() {
        byte[] rest = waiting;
        waiting = new byte[0];
        return rest;
    }

    /** Length of the header; -1 if it is not all there. */
    private int header(byte[] bytes, int at) {
        if (bytes.length - at < 2) {
            return -1;
        }
        boolean hasMask = (bytes[at + 1] & 0x80) != 0;
        strange |= hasMask != masked || (bytes[at] & 0x70) != 0;
        int size = bytes[at + 1] & 0x7f;
        int header = 2 + (size == 126 ? 2 : size == 127 ? 8 : 0) + (hasMask ? 4 : 0);
        return bytes.length - at < header ? -1 : header;
    }

    private long payload(byte[] bytes, int at) {
        int size = bytes[at + 1] & 0x7f;
        long length = size < 126 ? size : 0;
        int more = size == 126 ? 2 : size == 127 ? 8 : 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | (bytes[at + 2 + i] & 0xff);
        }
        strange |= length < 0 || length > MAX_PAYLOAD;
        return length;
    }

    private Piece piece(byte[] bytes, int at, int begin, int length) {
        byte[] payload = Arrays.copyOfRange(bytes, begin, begin + length);
        for (int i = 0; masked && i < length; i++) {
            payload[i] ^= bytes[begin - 4 + i % 4];
        }
        boolean last = (bytes[at] & 0x80) != 0;
        Kind kind = switch (bytes[at] & 0x0f) {
            case Frames.TEXT -> last ? Kind.MESSAGE : Kind.BEGUN;
            case Frames.CONTINUATION -> Kind.CONTINUED;
            case Frames.BINARY -> Kind.BINARY;
            case Frames.CLOSE -> Kind.CLOSE;
            case Frames.PING -> Kind.PING;
            default -> Kind.PONG;
        };
        return new Piece(payload, last, kind);
    }
}

package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output of one command: bytes in as they arrive, text out twice, as deltas and as the whole. Both are the same text
 * until the cap. Over the cap the deltas end with a note, and the whole keeps its head and its tail. Never holds more than
 * the cap, and never splits a code point. Thread-safe.
 */
final class OutputText {
    private static final Logger LOG = LoggerFactory.getLogger(OutputText.class);

    /** The longest delta in bytes, as upstream sends them (observed on codex 0.169.0). */
    static final int DELTA_BYTES = 8192;

    private final int cap;
    private final Consumer<String> deltas;
    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer pending = ByteBuffer.allocate(2 * DELTA_BYTES);
    private final CharBuffer decoded = CharBuffer.allocate(2 * DELTA_BYTES);
    private final HeadAndTail kept;
    private int deltaRoom;
    private boolean ended;

    OutputText(int cap, Consumer<String> deltas) {
        this.cap = cap;
        this.deltas = deltas;
        this.kept = new HeadAndTail(cap);
        this.deltaRoom = cap;
    }

    /** Takes up to {@value #DELTA_BYTES} bytes. What comes after the end is dropped. */
    synchronized void accept(byte[] bytes, int length) {
        if (ended) {
            return;
        }
        pending.put(bytes, 0, length).flip();
        decode(false);
        // What is left is the beginning of a code point whose rest has not arrived.
        pending.compact();
    }

    /** No more will come: an unfinished code point becomes U+FFFD. */
    synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        pending.flip();
        decode(true);
        decoder.flush(decoded);
        publish();
    }

    /** The output so far, with a mark where something is missing. */
    synchronized String text() {
        return kept.text();
    }

    /** How many bytes are missing. */
    synchronized long omittedBytes() {
        return kept.omittedBytes();
    }

    private void decode(boolean last) {
        CoderResult result;
        do {
            result = decoder.decode(pending, decoded, last);
            publish();
        } while (result.isOverflow());
    }

    private void publish() {
        decoded.flip();
        if (decoded.hasRemaining()) {
            byte[] bytes = decoded.toString().getBytes(UTF_8);
            kept.append(bytes);
            send(bytes);
        }
        decoded.clear();
    }

    private void send(byte[] bytes) {
        for (int from = 0; from < bytes.length && deltaRoom > 0; ) {
            int size = HeadAndTail.wholeCodePoints(bytes, from, Math.min(DELTA_BYTES, deltaRoom));
            if (size == 0) {
                break;
            }
            deliver(new String(bytes, from, size, UTF_8));
            from += size;
            deltaRoom -= size;
        }
        if (deltaRoom >= 0 && kept.total() > cap) {
            deliver("\n[more than " + cap + " bytes of output: the rest is not shown while the command runs]\n");
            deltaRoom = -1;
        }
    }

    private void deliver(String delta) {
        try {
            deltas.accept(delta);
        } catch (RuntimeException e) {
            // The output must be read on, or the command would hang with its pipe full.
            LOG.warn("a piece of output could not be delivered", e);
            deltaRoom = -1;
        }
    }
}

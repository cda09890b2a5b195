package dev.parlance.rpc;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Cuts the lines that a peer writes into messages, for transports that have messages of their own. Several lines come in
 * one write, and a long line in several.
 *
 * <pre>{@code
 * OutputStream output = new MessageOutput(text -> webSocket.sendText(text, true).join());
 * }</pre>
 */
public final class MessageOutput extends OutputStream {
    private final Sender sender;
    private final OutBuffer rest = new OutBuffer();

    /** Sends one message. */
    @FunctionalInterface
    public interface Sender {
        /** Returns when the next may be sent. */
        void send(byte[] bytes, int offset, int length) throws IOException;
    }

    /** To that sender. */
    public MessageOutput(Sender sender) {
        this.sender = sender;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int to = offset + length;
        for (int i = offset; i < to; i++) {
            if (bytes[i] == '\n') {
                line(bytes, from, i);
                from = i + 1;
            }
        }
        rest.write(bytes, from, to - from);
    }

    private void line(byte[] bytes, int from, int to) throws IOException {
        if (rest.length == 0) {
            sender.send(bytes, from, to - from);
        } else {
            rest.write(bytes, from, to - from);
            int length = rest.length;
            byte[] whole = rest.take();
            sender.send(whole, 0, length);
            rest.giveBack();
        }
    }
}

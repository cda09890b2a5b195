package dev.parlance.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One message a line. */
final class LineFraming implements Framing {
    static final LineFraming INSTANCE = new LineFraming();

    private LineFraming() {}

    @Override
    public FrameReader reader(InputStream in, int maxBytes, Runnable beforeBlocking) {
        return new LineReader(in, maxBytes, beforeBlocking);
    }

    @Override
    public void end(OutputStream buffer) throws IOException {
        buffer.write('\n');
    }
}

package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The reading thread: takes messages apart in the order of the wire and hands them on, without a change of thread. */
final class Inbound implements Runnable {
    private final FrameReader frames;
    private final Dispatcher dispatcher;
    private final Envelope envelope;
    private final PeerContext context;
    private final LineParser.Factory factory;
    private @Nullable LineParser parser;

    Inbound(FrameReader frames, Envelope envelope, Dispatcher dispatcher, PeerContext context) {
        this.frames = frames;
        this.envelope = envelope;
        this.dispatcher = dispatcher;
        this.context = context;
        this.factory = new LineParser.Factory(context.limits());
    }

    @Override
    public void run() {
        @Nullable Throwable failure = null;
        try {
            FrameReader.Frame frame;
            while ((frame = frames.next()) != FrameReader.Frame.END) {
                if (frame == FrameReader.Frame.TOO_LONG) {
                    tooLong();
                } else {
                    message(frames.buffer(), frames.start(), frames.end());
                }
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = e;
            context.report(Diagnostic.Kind.INTERNAL, "the reading thread failed", e);
            context.end(new ConnectionClosedException("the reading thread failed: " + e, e));
        }
        dispatcher.ended(failure);
    }

    private void tooLong() {
        String text = "a message is longer than " + context.limits().messageBytes() + " bytes and was skipped";
        context.report(Diagnostic.Kind.TOO_LONG, text, null);
        dispatcher.refuseUnknown(context.dialect().codes().invalidRequest(), text);
    }

    private void message(byte[] buffer, int from, int end) {
        int start = from;
        if (end - start >= 3
                && buffer[start] == (byte) 0xef
                && buffer[start + 1] == (byte) 0xbb
                && buffer[start + 2] == (byte) 0xbf) {
            start += 3; // a byte order mark
        }
        while (start < end && (buffer[start] == ' ' || buffer[start] == '\r' || buffer[start] == '\t')) {
            start++;
        }
        if (start == end) {
            return;
        }
        try {
            if (!envelope.scan(parser(buffer, start, end), true)) {
                parser = null;
                // The value does not fit. Whether the rest is a message, and whose, is still to be found out.
                envelope.scan(parser(buffer, start, end), false);
            } else if (envelope.deferred && !envelope.scanDeferred(factory.parser(buffer, start, end))) {
                parser = null;
            }
        } catch (IOException | RuntimeException e) {
            parser = null;
            malformed(buffer, start, end, e);
            return;
        }
        if (envelope.duplicate != null) {
            invalid("the member `" + envelope.duplicate + "` comes twice");
        } else {
            dispatcher.dispatch(envelope);
        }
    }

    private LineParser parser(byte[] buffer, int start, int end) throws IOException {
        LineParser reused = parser;
        if (reused != null && reused.reusable()) {
            reused.restart(buffer, start, end);
            return reused;
        }
        LineParser fresh = factory.parser(buffer, start, end);
        parser = fresh;
        return fresh;
    }

    private void invalid(String text) {
        context.report(Diagnostic.Kind.MALFORMED, text, null);
        dispatcher.refuseUnknown(context.dialect().codes().invalidRequest(), text);
    }

    private void malformed(byte[] buffer, int start, int end, Exception e) {
        boolean noise = buffer[start] != '{' && buffer[start] != '[';
        String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        String text =
                (noise ? "not a message: " : "malformed message (" + reason + "): ") + excerpt(buffer, start, end);
        context.report(noise ? Diagnostic.Kind.NOISE : Diagnostic.Kind.MALFORMED, text, null);
        boolean json = e instanceof DecodeException;
        Dialect.Codes codes = context.dialect().codes();
        if (json) {
            dispatcher.refuseUnknown(codes.invalidRequest(), "invalid request: " + e.getMessage());
        } else {
            dispatcher.refuseUnknown(
                    codes.parseError(),
                    e instanceof StreamConstraintsException
                            ? "the message exceeds a limit"
                            : "the message is not valid JSON");
        }
    }

    /** The first 200 bytes, printable. */
    private static String excerpt(byte[] buffer, int start, int end) {
        int length = Math.min(200, end - start);
        String text = new String(buffer, start, length, StandardCharsets.UTF_8);
        StringBuilder printable = new StringBuilder(length + 1);
        text.chars().map(c -> c < ' ' || c == 0x7f ? '?' : c).forEach(c -> printable.append((char) c));
        return length < end - start ? printable.append('…').toString() : printable.toString();
    }
}

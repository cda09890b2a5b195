package dev.parlance.conformance.tap;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.wire.Frame;
import dev.parlance.conformance.wire.FrameDecoder;
import dev.parlance.conformance.wire.FramedChannel;
import dev.parlance.conformance.wire.Frames;
import dev.parlance.conformance.wire.LineSplitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One direction of a connection, whose bytes become events. */
final class Strand {
    private static final int MAX_MESSAGE = FramedChannel.MAX_MESSAGE;

    private final String connection;
    private final Direction direction;
    private final @Nullable FrameDecoder frames;
    private final LineSplitter lines = new LineSplitter(MAX_MESSAGE);
    private boolean closing;
    private boolean lost;

    Strand(String connection, Direction direction, boolean framed) {
        this.connection = connection;
        this.direction = direction;
        this.frames = framed ? new FrameDecoder(MAX_MESSAGE) : null;
    }

    /** Whether a message was too large to be recorded, or the frames could not be read to the end. */
    boolean lost() {
        return lost || lines.overflowed();
    }

    List<TranscriptEvent> take(long micros, byte[] bytes) {
        List<TranscriptEvent> found = new ArrayList<>();
        FrameDecoder decoder = frames;
        if (decoder == null) {
            for (byte[] line : lines.feed(bytes, bytes.length)) {
                found.add(TranscriptEvent.line(micros, direction, connection, line));
            }
            return found;
        }
        if (lost) {
            return found;
        }
        for (Frame frame : decoder.feed(bytes, bytes.length)) {
            found.add(event(micros, frame));
        }
        decoder.problem().ifPresent(problem -> {
            lost = true;
            found.add(note(micros, problem));
        });
        return found;
    }

    List<TranscriptEvent> end(long micros) {
        if (frames != null) {
            return closing ? List.of() : List.of(note(micros, FramedChannel.NO_CLOSE_FRAME));
        }
        byte[] rest = lines.rest();
        return rest.length == 0 ? List.of() : List.of(TranscriptEvent.unended(micros, direction, connection, rest));
    }

    private TranscriptEvent event(long micros, Frame frame) {
        return switch (frame.opcode()) {
            case Frames.TEXT -> TranscriptEvent.line(micros, direction, connection, frame.payload());
            case Frames.PING -> note(micros, "ping");
            case Frames.PONG -> note(micros, "pong");
            case Frames.CLOSE -> {
                closing = true;
                yield note(micros, "close frame " + frame.closeCode());
            }
            default -> note(micros, FramedChannel.BINARY);
        };
    }

    /** The server's notes read as they do where the suite is the client itself. */
    private TranscriptEvent note(long micros, String what) {
        boolean server = direction == Direction.TO_CLIENT;
        return TranscriptEvent.note(micros, connection, server ? what : what + " from the client");
    }
}

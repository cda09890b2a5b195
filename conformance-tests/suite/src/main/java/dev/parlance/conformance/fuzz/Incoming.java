package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.wire.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes from the subject, in order, until somebody takes it. */
final class Incoming implements Channel.Receiver {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(128 << 20)
                            .maxNumberLength(1 << 20)
                            .maxNestingDepth(2_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** A line, or with a reason the end. */
    static final class Event {
        private final byte[] bytes;
        private final boolean ended;
        private final @Nullable String closed;

        Event(byte[] bytes, boolean ended, @Nullable String closed) {
            this.bytes = bytes;
            this.ended = ended;
            this.closed = closed;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether the line's end came. */
        boolean ended() {
            return ended;
        }

        /** Why nothing more will come; null for a line. */
        @Nullable
        String closed() {
            return closed;
        }
    }

    @Override
    public void received(byte[] message, boolean ended) {
        events.add(new Event(message, ended, null));
    }

    @Override
    public void closed(String why) {
        events.add(new Event(new byte[0], true, why));
    }

    /** The next event; null if none comes within that time. */
    @Nullable
    Event next(Duration limit) {
        try {
            return events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Event(new byte[0], true, "the run was interrupted");
        }
    }

    /** The value that a line is; missing if it is none. */
    static JsonNode tree(byte[] line) {
        try {
            return line.length == 0 ? MissingNode.getInstance() : JSON.readTree(line);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The same for text. */
    static JsonNode tree(String text) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }
}

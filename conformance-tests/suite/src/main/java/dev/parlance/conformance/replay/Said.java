package dev.parlance.conformance.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.io.IOException;

/** A line of a transcript, taken apart as far as replaying needs it. */
final class Said {
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(128 << 20)
                            .maxNestingDepth(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final int number;
    private final TranscriptEvent event;
    private final JsonNode tree;

    Said(int number, TranscriptEvent event) {
        this.number = number;
        this.event = event;
        this.tree = tree(event.bytes());
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            JsonNode read = JSON.readTree(bytes);
            return read != null && read.isObject() ? read : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Number of the event in its transcript, from 1. */
    int number() {
        return number;
    }

    TranscriptEvent event() {
        return event;
    }

    String connection() {
        return event.connection();
    }

    boolean fromServer() {
        return event.direction() == Direction.TO_CLIENT;
    }

    /** The message; missing if the line is none. */
    JsonNode tree() {
        return tree;
    }

    String method() {
        return tree.path("method").asText("");
    }

    JsonNode id() {
        return tree.path("id");
    }

    boolean request() {
        return tree.has("method") && tree.has("id");
    }

    boolean response() {
        return !tree.has("method") && tree.has("id");
    }

    /** What carries the message's data: its params, result or error. */
    JsonNode body() {
        return tree.has("method") ? tree.path("params") : tree.has("error") ? tree.path("error") : tree.path("result");
    }

    /** Whether it is a piece of a stream, of which another server may make more or fewer. */
    boolean delta() {
        return method().endsWith("elta") && !request();
    }

    /** Two messages of servers that bear the same key may correspond. */
    String key() {
        if (response()) {
            return "answer " + id();
        }
        if (tree.isMissingNode()) {
            return "no message";
        }
        String type = body().path("item").path("type").asText("");
        return (request() ? "request " : "") + method() + (type.isEmpty() ? "" : " " + type);
    }
}

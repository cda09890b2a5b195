package dev.parlance.conformance.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.Utf8;
import java.io.IOException;

/** A line taken as a message of the protocol. */
final class Message {
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(128 << 20)
                            .maxNestingDepth(2_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Party sender;
    private final Kind kind;
    private final JsonNode tree;
    private final boolean text;

    private Message(Party sender, Kind kind, JsonNode tree, boolean text) {
        this.sender = sender;
        this.kind = kind;
        this.tree = tree;
        this.text = text;
    }

    /** What a line turned out to be. */
    enum Kind {
        REQUEST,
        NOTIFICATION,
        RESPONSE,
        /** One JSON object, but none of the three. */
        OTHER,
        /** Not one JSON object. */
        UNREADABLE
    }

    static Message of(TranscriptEvent event) {
        Party sender = event.direction() == Direction.TO_CLIENT ? Party.SERVER : Party.CLIENT;
        byte[] bytes = event.bytes();
        boolean text = Utf8.isAscii(bytes) || Utf8.decode(bytes) != null;
        JsonNode tree = text ? tree(bytes) : MissingNode.getInstance();
        return new Message(sender, kind(tree), tree, text);
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            // A byte order mark is no JSON, though parsers are kind enough to skip it.
            boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb;
            return bytes.length == 0 || marked ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Kind kind(JsonNode tree) {
        if (!tree.isObject()) {
            return Kind.UNREADABLE;
        }
        if (tree.has("method")) {
            return tree.has("id") ? Kind.REQUEST : Kind.NOTIFICATION;
        }
        return tree.has("result") || tree.has("error") || tree.has("id") ? Kind.RESPONSE : Kind.OTHER;
    }

    Party sender() {
        return sender;
    }

    Kind kind() {
        return kind;
    }

    /** Whether the bytes are UTF-8. */
    boolean isText() {
        return text;
    }

    JsonNode tree() {
        return tree;
    }

    boolean isFrom(Party party, Kind wanted) {
        return sender == party && kind == wanted;
    }

    boolean isNotification(String method) {
        return sender == Party.SERVER && kind == Kind.NOTIFICATION && method().equals(method);
    }

    /** Name of the method; empty for a response. */
    String method() {
        return tree.path("method").asText("");
    }

    /** The id as it is written, so that 10 and "10" are two; empty if there is none. */
    String idKey() {
        return asWritten(tree.path("id"));
    }

    /** An id as it is written; empty if there is none. Ids are compared for every message: no serializer is asked. */
    static String asWritten(JsonNode id) {
        if (id.isTextual()) {
            return '"' + id.textValue() + '"';
        }
        return id.isIntegralNumber() ? id.asText() : id.isMissingNode() ? "" : id.toString();
    }

    JsonNode params() {
        return tree.path("params");
    }

    JsonNode result() {
        return tree.path("result");
    }

    String threadId() {
        return params().path("threadId").asText("");
    }

    /** The turn that a server's message is about, wherever it names it. */
    String turnId() {
        JsonNode own = params().path("turnId");
        return own.isTextual()
                ? own.textValue()
                : params().path("turn").path("id").asText("");
    }
}

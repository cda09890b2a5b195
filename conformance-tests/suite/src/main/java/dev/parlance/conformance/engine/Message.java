package dev.parlance.conformance.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
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
import java.nio.charset.StandardCharsets;

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

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(128 << 20)
                    .maxNestingDepth(2_000)
                    .build())
            .build();

    private final Party sender;
    private final Kind kind;
    private final JsonNode tree;
    private final boolean text;
    private final byte[] bytes;

    private Message(Party sender, Kind kind, JsonNode tree, boolean text, byte[] bytes) {
        this.sender = sender;
        this.kind = kind;
        this.tree = tree;
        this.text = text;
        this.bytes = bytes;
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
        // A byte order mark is no JSON, though parsers, those of servers among them, are kind enough to skip it.
        boolean readable = text && !(sender == Party.SERVER && isMarked(bytes));
        JsonNode tree = readable ? tree(bytes) : MissingNode.getInstance();
        return new Message(sender, kind(tree), tree, text, bytes);
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Kind kind(JsonNode tree) {
        if (!tree.isObject()) {
            return Kind.UNREADABLE;
        }
        if (tree.has("method") && !tree.get("method").isTextual()) {
            // From a client sent to see what becomes of it: nobody has to answer what asks for nothing.
            return Kind.OTHER;
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

    /** The line as it came; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    boolean isFrom(Party party, Kind wanted) {
        return sender == party && kind == wanted;
    }

    boolean isNotification(String method) {
        return sender == Party.SERVER && kind == Kind.NOTIFICATION && method().equals(method);
    }

    /**
     * Whether readers may differ about it, so that a server may answer it or let it lie: an id that is none, a key twice, a
     * byte order mark, half a surrogate pair in an escape.
     */
    boolean isDoubtful() {
        JsonNode id = tree.path("id");
        boolean odd = !id.isTextual() && !(id.isIntegralNumber() && id.canConvertToLong());
        return odd || !StandardCharsets.UTF_8.newEncoder().canEncode(tree.toString()) || !isStrict();
    }

    /** Whether a strict reader takes it as well. */
    private boolean isStrict() {
        try (JsonParser parser = STRICT.createParser(bytes)) {
            boolean more = true;
            while (more) {
                more = parser.nextToken() != null;
            }
            return !isMarked(bytes);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isMarked(byte[] line) {
        return line.length > 2 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb;
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

    /** A text for people, at most 200 characters of it. */
    static String quoted(String text) {
        return '"' + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + '"';
    }

    /** What it is, for people: its method, or that it is an answer. */
    String about() {
        return kind == Kind.RESPONSE ? "an answer with id " + idKey() : method();
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

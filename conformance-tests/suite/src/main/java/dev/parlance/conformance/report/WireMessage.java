package dev.parlance.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reports have to know of a message to find the lines that belong together. Anything may be in it; what is no
 * JSON, or too long to be worth reading, has neither id nor topic.
 *
 * @param json the message; missing if it cannot be read
 */
record WireMessage(JsonNode json) {
    /** Longer lines are not looked into: the search for kin must stay cheap. */
    static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_TOPIC = 200;

    static WireMessage of(TranscriptEvent event) {
        if (event.note() != null || event.bytes().length > MAX_BYTES) {
            return new WireMessage(MissingNode.getInstance());
        }
        try {
            return new WireMessage(JSON.readTree(new String(event.bytes(), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return new WireMessage(MissingNode.getInstance());
        }
    }

    /** Id of a request or response; null if there is none. */
    @Nullable
    JsonNode id() {
        return json.get("id");
    }

    boolean isResponse() {
        return !json.has("method");
    }

    /** Id of the item or else the turn that it is about; empty if it is about none. */
    String topic() {
        return Stream.of("/params/itemId", "/params/item/id", "/params/turnId", "/params/turn/id", "/result/turn/id")
                .map(pointer -> json.at(pointer).asText())
                .filter(text -> !text.isEmpty() && text.length() <= MAX_TOPIC)
                .findFirst()
                .orElse("");
    }

    /** The value at a JSON Pointer as text; empty if there is none or the pointer is none. */
    String at(String pointer) {
        if (pointer.isEmpty() || !pointer.startsWith("/")) {
            return "";
        }
        JsonNode value = json.at(pointer);
        return value.isMissingNode() ? "" : value.toString();
    }
}

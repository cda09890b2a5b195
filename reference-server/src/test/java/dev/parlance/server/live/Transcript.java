package dev.parlance.server.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said on one connection, in the order in which its client saw it. Lines of the client that are no JSON object
 * are not kept: what they are answered with is judged by the tests that send them.
 */
public final class Transcript {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Guarded by this. */
    private final List<Message> messages = new ArrayList<>();
    /** Guarded by this. */
    private final List<Violation> broken = new ArrayList<>();

    /**
     * One message.
     *
     * @param index its place, from 0
     */
    public record Message(int index, boolean fromServer, JsonNode json) {
        /** The method; empty for a response. */
        public String method() {
            return json.path("method").asText();
        }

        /** True for a request. */
        public boolean isRequest() {
            return json.has("method") && json.has("id");
        }

        /** True for a notification. */
        public boolean isNotification() {
            return json.has("method") && !json.has("id");
        }

        /** True for an answer. */
        public boolean isResponse() {
            return !json.has("method");
        }

        /** The place in the message; a missing node where there is nothing. */
        public JsonNode at(String pointer) {
            return json.at(pointer);
        }
    }

    /** Notes what the client is about to send. */
    public synchronized void sent(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json != null && json.isObject()) {
                messages.add(new Message(messages.size(), false, json));
            }
        } catch (JsonProcessingException e) {
            // Said above.
        }
    }

    /** Notes a line of the server, without its line feed; null where it is no message, which is a violation. */
    public synchronized @Nullable JsonNode received(byte[] line) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            broken("FRM-4", "bytes that are no UTF-8");
            return null;
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                messages.add(new Message(messages.size(), true, json));
                return json;
            }
            broken("FRM-1", "a line that is no object: " + text);
        } catch (JsonProcessingException e) {
            broken("FRM-1", "a line that is not one JSON value: " + text);
        }
        return null;
    }

    /** Notes that the output ended in the middle of a line. */
    public synchronized void cut(byte[] rest) {
        broken("FRM-1", "the output ends without a line feed: " + new String(rest, StandardCharsets.UTF_8));
    }

    private void broken(String rule, String text) {
        broken.add(new Violation(rule, messages.size(), text));
    }

    /** All so far. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** What was no message at all. */
    public synchronized List<Violation> broken() {
        return List.copyOf(broken);
    }
}

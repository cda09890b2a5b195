package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the played server says: messages laid over the examples of the protocol document, so that whatever a scenario does
 * not care about fits the schema. A call that no scenario expects is answered with the first successful example of its
 * method; one that the protocol does not know, or that has no such example, with an error. Safe for several threads.
 *
 * <pre>{@code
 * words.answer(request);                                    // {"id":3,"result":{"data":[…]}}
 * words.params("turn/started", JsonNodeFactory.instance.objectNode());
 * }</pre>
 */
final class ServerWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_REQUEST = -32600;

    private final Map<String, Method> methods;
    private final JsonNode table;

    ServerWords(Protocol protocol) {
        methods = protocol.methods();
        table = protocol.schema().get("x-methods");
    }

    /** The bytes of a message as they go over the wire. */
    static byte[] bytes(JsonNode message) {
        // Not through a generator of bytes, which would escape what lies beyond the basic plane.
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The object that a line is; null if it is none. */
    static @Nullable ObjectNode read(byte[] line) {
        try {
            return JSON.readTree(line) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The params of the method's first example with something laid over them. */
    JsonNode params(String method, JsonNode with) {
        return laidOver(example(method, "params"), with);
    }

    /** The result of the method's first example that has one, with something laid over it. */
    JsonNode result(String method, JsonNode with) {
        return laidOver(example(method, "result"), with);
    }

    /** What a request is answered with that the scenario does not mention. */
    ObjectNode answer(ObjectNode request) {
        String name = request.path("method").asText();
        Method method = methods.get(name);
        if (method == null) {
            return error(request.get("id"), METHOD_NOT_FOUND, "no method " + name);
        }
        JsonNode result = example(name, "result");
        if (result.isMissingNode()) {
            return error(
                    request.get("id"), INVALID_REQUEST, "the server that the suite plays has no answer to " + name);
        }
        return result(request.get("id"), result);
    }

    /** A result. */
    static ObjectNode result(JsonNode id, JsonNode result) {
        ObjectNode message = NODES.objectNode();
        message.set("id", id);
        message.set("result", result);
        return message;
    }

    /** A refusal. */
    static ObjectNode error(JsonNode id, int code, String text) {
        ObjectNode message = NODES.objectNode();
        message.set("id", id);
        message.putObject("error").put("code", code).put("message", text);
        return message;
    }

    private JsonNode example(String method, String member) {
        for (JsonNode example : table.path(method).path("examples")) {
            if (example.has(member)) {
                return example.get(member);
            }
        }
        return NODES.missingNode();
    }

    private static JsonNode laidOver(JsonNode below, JsonNode above) {
        if (!(below instanceof ObjectNode object) || !above.isObject()) {
            return above.isMissingNode() ? below : above;
        }
        ObjectNode merged = object.deepCopy();
        above.properties().forEach(e -> merged.set(e.getKey(), laidOver(merged.path(e.getKey()), e.getValue())));
        return merged;
    }
}

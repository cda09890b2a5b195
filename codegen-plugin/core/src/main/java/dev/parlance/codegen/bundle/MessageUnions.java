package dev.parlance.codegen.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schemas of whole messages, made from the method table:
 *
 * <pre>{@code
 * {"title": "turn/interrupt", "type": "object", "required": ["id", "method", "params"],
 *  "properties": {"id": {"$ref": "#/$defs/RequestId"}, "method": {"const": "turn/interrupt"}, "params": {"$ref": …}}}
 * }</pre>
 */
final class MessageUnions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REQUEST_ID = "RequestId";

    private final boolean hasRequestId;
    private final ObjectNode envelope;

    /**
     * For a bundle with these definitions.
     *
     * @param envelope members beside id, method and params, by the union that has them
     */
    MessageUnions(ObjectNode definitions, ObjectNode envelope) {
        this.hasRequestId = definitions.has(REQUEST_ID);
        this.envelope = envelope;
    }

    /** Name of the union that a method's messages belong to. */
    static String unionOf(JsonNode method) {
        String sender = method.path("direction").asText().equals("client") ? "Client" : "Server";
        return sender + (isRequest(method) ? "Request" : "Notification");
    }

    /** The unions by name; without those that have no method, since a union of nothing is no schema. */
    Map<String, ObjectNode> make(ObjectNode methods) {
        Map<String, ObjectNode> unions = new TreeMap<>();
        methods.properties().forEach(entry -> {
            String name = unionOf(entry.getValue());
            ObjectNode union = unions.computeIfAbsent(name, this::union);
            union.withArray("oneOf").add(message(entry.getKey(), entry.getValue()));
        });
        return unions;
    }

    private ObjectNode union(String name) {
        String sender = name.startsWith("Client") ? "client" : "server";
        String kind = name.endsWith("Request") ? "request" : "notification";
        ObjectNode union = JSON.objectNode()
                .put("title", name)
                .put("description", "Any " + kind + " that a " + sender + " sends.");
        if (envelope.has(name)) {
            union.set("properties", envelope.get(name).deepCopy());
        }
        return union;
    }

    private ObjectNode message(String name, JsonNode method) {
        ObjectNode message = JSON.objectNode().put("title", name);
        if (!method.path("stability").asText().equals("stable")) {
            message.put("x-stability", method.path("stability").asText());
        }
        message.put("type", "object");
        ArrayNode required = message.putArray("required");
        ObjectNode properties = message.putObject("properties");
        if (isRequest(method)) {
            required.add("id");
            properties.set("id", requestId());
        }
        required.add("method");
        properties.putObject("method").put("const", name);
        JsonNode params = method.path("params");
        if (params.isMissingNode()) {
            properties.putObject("params").put("type", "null");
        } else if (method.path("paramsOptional").asBoolean()) {
            ArrayNode either = properties.putObject("params").putArray("anyOf");
            either.add(params.deepCopy());
            either.addObject().put("type", "null");
        } else {
            required.add("params");
            properties.set("params", params.deepCopy());
        }
        return message;
    }

    private ObjectNode requestId() {
        ObjectNode id = JSON.objectNode();
        if (hasRequestId) {
            return id.put("$ref", "#/$defs/" + REQUEST_ID);
        }
        id.putArray("type").add("string").add("integer");
        return id;
    }

    private static boolean isRequest(JsonNode method) {
        return method.path("kind").asText().equals("request");
    }
}

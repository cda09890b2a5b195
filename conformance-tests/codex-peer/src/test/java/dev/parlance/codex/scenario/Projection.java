package dev.parlance.codex.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is compared of a message, as one line: its method, and the members that say what happened. Times, versions, error
 * texts, and settings are left out; a null is the same as nothing.
 */
final class Projection {
    private static final Set<String> KEPT = Set.of(
            "activeFlags",
            "aggregatedOutput",
            "changes",
            "clientId",
            "command",
            "content",
            "contentIndex",
            "data",
            "delta",
            "diff",
            "ephemeral",
            "error",
            "exitCode",
            "explanation",
            "forkedFromId",
            "id",
            "item",
            "itemId",
            "items",
            "itemsView",
            "kind",
            "move_path",
            "name",
            "path",
            "phase",
            "plan",
            "preview",
            "query",
            "reason",
            "requestId",
            "status",
            "step",
            "summary",
            "summaryIndex",
            "text",
            "thread",
            "threadId",
            "threadName",
            "tokenUsage",
            "total",
            "totalTokens",
            "turn",
            "turnId",
            "turns",
            "type",
            "willRetry");

    private final Names names;

    Projection(Names names) {
        this.names = names;
    }

    /** The line of a message; {@code process} counts the server's restarts. */
    String line(String process, WireClient.Said said) {
        JsonNode message = said.message();
        if (said.answers() != null) {
            return message.has("error")
                    ? "answer " + said.answers() + " error " + message.at("/error/code")
                    : "answer " + said.answers() + " " + project(process, said.answers(), message.path("result"));
        }
        String method = message.path("method").asText();
        JsonNode params = message.path("params");
        if (message.has("id")) {
            String about = params.path("itemId").asText("");
            return "request " + method + " "
                    + names.request(process, message.path("id").toString(), about) + " "
                    + project(process, method, params);
        }
        return method + " " + project(process, method, params);
    }

    private JsonNode project(String process, String place, JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(names.text(place, value.textValue()));
        }
        if (value.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> out.add(project(process, place, element)));
            return out;
        }
        return value.isObject() ? members(process, place, value) : value;
    }

    /** How a server lays out its home, and whether it tells, is its own affair. */
    private boolean isInHome(JsonNode value) {
        return value.isTextual() && names.isInHome(value.textValue());
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                out.set(member.getKey(), withoutNulls(member.getValue()));
            }
        });
        return out;
    }

    /** The real server has no output where a command wrote none. */
    private static boolean isNoOutput(Map.Entry<String, JsonNode> member) {
        return member.getKey().equals("aggregatedOutput")
                && member.getValue().asText().isEmpty();
    }

    private ObjectNode members(String process, String place, JsonNode value) {
        Map<String, JsonNode> out = new TreeMap<>();
        value.properties().forEach(member -> {
            String name = member.getKey();
            if (member.getValue().isNull() || isInHome(member.getValue()) || isNoOutput(member)) {
                return;
            }
            if (name.equals("nextCursor")) {
                out.put("hasMore", JsonNodeFactory.instance.booleanNode(true));
            } else if (name.equals("requestId")) {
                String id = names.request(process, member.getValue().toString(), "unknown");
                out.put(name, JsonNodeFactory.instance.textNode(id));
            } else if (name.equals("codexErrorInfo")) {
                out.put(name, withoutNulls(member.getValue()));
            } else if (KEPT.contains(name)) {
                // An id is one of what its object stands in; a page's rows are what its method lists.
                boolean inner = name.equals("id") || name.equals("data");
                out.put(name, project(process, inner ? place : name, member.getValue()));
            }
        });
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.setAll(out);
        return node;
    }
}

package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What a too strict client dies of. */
final class TestFrights {
    private static final Set<String> METHODS = Set.of(
            "thread/started",
            "thread/status/changed",
            "turn/started",
            "turn/completed",
            "item/started",
            "item/completed",
            "item/agentMessage/delta",
            "item/commandExecution/outputDelta",
            "serverRequest/resolved",
            "error");

    private static final Set<String> STATES =
            Set.of("inProgress", "completed", "failed", "interrupted", "declined", "");

    private TestFrights() {}

    static String of(TestClient client, ObjectNode message) {
        String method = message.path("method").asText();
        JsonNode params = message.path("params");
        if (client.has(Fault.DIES_OF_UNKNOWN_NOTIFICATION) && !METHODS.contains(method)) {
            return "no notification " + method;
        }
        if (client.has(Fault.DIES_OF_UNKNOWN_ITEM)
                && params.at("/item/type").asText("").equals("hologram")) {
            return "no item type hologram";
        }
        if (client.has(Fault.DIES_OF_UNKNOWN_ENUM_VALUE)
                && !STATES.contains(params.at("/item/status").asText(""))) {
            return "no status " + params.at("/item/status").asText();
        }
        if (client.has(Fault.DIES_OF_UNKNOWN_MEMBER) && (params.has("tempo") || message.has("traceId"))) {
            return "no such member";
        }
        return "";
    }
}

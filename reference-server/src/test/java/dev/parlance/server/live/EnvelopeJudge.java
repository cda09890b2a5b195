package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** RPC-1 to RPC-5, RPC-7, RPC-8 and RPC-10. Ids are compared as JSON, so that 1 and "1" differ. */
final class EnvelopeJudge implements Judge {
    private static final Set<String> ENVELOPE =
            Set.of("id", "method", "params", "result", "error", "emittedAtMs", "trace");

    /** Requests of the client: how many of an id wait for an answer. */
    private final Map<JsonNode, Integer> waiting = new HashMap<>();

    private final Set<JsonNode> used = new HashSet<>();
    private final Set<JsonNode> asked = new HashSet<>();

    @Override
    public void message(Transcript.Message message, Findings findings) {
        JsonNode json = message.json();
        JsonNode id = json.path("id");
        if (!message.fromServer()) {
            if (message.isRequest() && (id.isTextual() || (id.isIntegralNumber() && id.canConvertToLong()))) {
                waiting.merge(id, 1, Integer::sum);
                used.add(id);
            } else if (message.isResponse()) {
                asked.remove(id);
            }
            return;
        }
        json.fieldNames()
                .forEachRemaining(name -> findings.check(
                        ENVELOPE.contains(name),
                        name.equals("jsonrpc") ? "RPC-8" : "SCH-9",
                        message,
                        "member " + name));
        if (message.isResponse()) {
            response(message, id, findings);
        } else if (message.isRequest()) {
            findings.check(asked.add(id), "RPC-10", message, "an id in use");
        } else if (message.method().equals("serverRequest/resolved")) {
            asked.remove(message.at("/params/requestId"));
        }
    }

    private void response(Transcript.Message message, JsonNode id, Findings findings) {
        Integer count = waiting.get(id);
        if (count == null) {
            findings.check(false, used.contains(id) ? "RPC-2" : "RPC-4", message, "an answer nobody waits for");
        } else if (count == 1) {
            waiting.remove(id);
        } else {
            waiting.put(id, count - 1);
        }
        JsonNode json = message.json();
        findings.check(json.has("result") != json.has("error"), "RPC-5", message, "not one of result and error");
        if (json.has("error")) {
            JsonNode error = json.path("error");
            Set<String> names = new HashSet<>();
            error.fieldNames().forEachRemaining(names::add);
            names.removeAll(Set.of("code", "message", "data"));
            findings.check(
                    error.path("code").isIntegralNumber()
                            && error.path("message").isTextual()
                            && names.isEmpty(),
                    "RPC-7",
                    message,
                    "the error's shape");
        }
    }

    @Override
    public void end(int size, Findings findings) {
        waiting.keySet().forEach(id -> findings.add("RPC-3", size, "no answer to request " + id));
    }
}

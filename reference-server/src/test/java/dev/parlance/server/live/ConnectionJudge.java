package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** INI-3, SUB-1, LIF-16 for the times of sending, and CAP-3 for notifications. */
final class ConnectionJudge implements Judge {
    /** Params of {@code initialize} by id, until answered. */
    private final Map<JsonNode, JsonNode> asked = new HashMap<>();

    private final Set<String> optedOut = new HashSet<>();
    private boolean open;
    private boolean experimental;
    private long lastEmitted;

    @Override
    public void message(Transcript.Message message, Findings findings) {
        JsonNode id = message.at("/id");
        if (!message.fromServer()) {
            if (message.method().equals("initialize")) {
                asked.put(id, message.at("/params/capabilities"));
            }
        } else if (message.isResponse()) {
            JsonNode capabilities = asked.remove(id);
            if (capabilities != null && message.json().has("result")) {
                open = true;
                experimental = capabilities.path("experimentalApi").asBoolean();
                capabilities.path("optOutNotificationMethods").forEach(name -> optedOut.add(name.asText()));
            }
        } else {
            findings.check(open, "INI-3", message, "sent before the answer to initialize");
            if (message.isNotification()) {
                notification(message, findings);
            }
        }
    }

    private void notification(Transcript.Message message, Findings findings) {
        findings.check(!optedOut.contains(message.method()), "SUB-1", message, "opted out of");
        findings.check(
                experimental
                        || !Protocol.method(message.method())
                                .path("stability")
                                .asText()
                                .equals("experimental"),
                "CAP-3",
                message,
                "an experimental notification");
        long emitted = message.at("/emittedAtMs").asLong(-1);
        findings.check(emitted >= lastEmitted, "LIF-16", message, "the time of sending went back from " + lastEmitted);
        lastEmitted = Math.max(lastEmitted, emitted);
    }
}

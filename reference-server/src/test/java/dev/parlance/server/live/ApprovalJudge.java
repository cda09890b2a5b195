package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** APR-7, APR-8 and the waiting flag of LIF-13. */
final class ApprovalJudge implements Judge {
    private final Map<String, String> openItems = new HashMap<>();
    private final Map<JsonNode, Transcript.Message> asked = new HashMap<>();
    private final Set<String> declined = new HashSet<>();
    private final Map<String, JsonNode> statuses = new HashMap<>();
    /** Threads that were resumed on this connection: what is open in them may have begun before. */
    private final Set<String> joined = new HashSet<>();

    @Override
    public void message(Transcript.Message message, Findings findings) {
        String thread = message.at("/params/threadId").asText();
        if (!message.fromServer()) {
            if (message.isResponse()) {
                answered(message);
            } else if (message.method().equals("thread/resume")) {
                joined.add(thread);
            }
            return;
        }
        switch (message.method()) {
            case "thread/status/changed" -> statuses.put(thread, message.at("/params/status"));
            case "item/started" ->
                openItems.put(
                        thread + message.at("/params/item/id").asText(),
                        message.at("/params/turnId").asText());
            case "item/completed" -> completed(message, thread, findings);
            case "item/commandExecution/requestApproval", "item/fileChange/requestApproval" ->
                asked(message, thread, findings);
            case "serverRequest/resolved" -> asked.remove(message.at("/params/requestId"));
            default -> {}
        }
    }

    /** An answer that comes after the resolution decides nothing. */
    private void answered(Transcript.Message message) {
        Transcript.Message request = asked.get(message.at("/id"));
        if (request != null
                && Set.of("decline", "cancel")
                        .contains(message.at("/result/decision").asText())) {
            declined.add(request.at("/params/threadId").asText()
                    + request.at("/params/itemId").asText());
        }
    }

    private void completed(Transcript.Message message, String thread, Findings findings) {
        String key = thread + message.at("/params/item/id").asText();
        openItems.remove(key);
        if (declined.remove(key)) {
            findings.check(
                    message.at("/params/item/status").asText().equals("declined"), "APR-7", message, "was declined");
        }
    }

    private void asked(Transcript.Message message, String thread, Findings findings) {
        asked.put(message.at("/id"), message);
        if (joined.contains(thread)) {
            return;
        }
        String turn = openItems.get(thread + message.at("/params/itemId").asText());
        findings.check(
                message.at("/params/turnId").asText().equals(turn),
                "APR-8",
                message,
                "its item is open in turn " + turn);
        JsonNode status = statuses.get(thread);
        findings.check(
                status == null || status.at("/activeFlags").toString().contains("waitingOnApproval"),
                "LIF-13",
                message,
                "the thread is " + status);
    }
}

package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What turns, items and threads say of themselves: LIF-2, LIF-5, LIF-6, LIF-7, LIF-8, LIF-11, LIF-12, LIF-13, LIF-15, LIF-16. */
final class TurnJudge implements Judge {
    private static final Set<String> TOTALS =
            Set.of("totalTokens", "inputTokens", "cachedInputTokens", "outputTokens", "reasoningOutputTokens");

    /** Methods of the client's requests by id. */
    private final Map<JsonNode, Transcript.Message> asked = new HashMap<>();
    /** The thread of each turn that was announced by an answer or a start. */
    private final Map<String, String> threadOfTurn = new HashMap<>();
    /** {@code item/started} by thread and item. */
    private final Map<String, Transcript.Message> started = new HashMap<>();

    private final Map<String, String> statusOfThread = new HashMap<>();
    private final Map<String, JsonNode> totals = new HashMap<>();
    /** Turns whose last error will not be retried. */
    private final Set<String> doomed = new HashSet<>();

    @Override
    public void message(Transcript.Message message, Findings findings) {
        if (!message.fromServer()) {
            if (message.isRequest()) {
                asked.put(message.at("/id"), message);
            }
            return;
        }
        if (message.isResponse()) {
            Transcript.Message request = asked.remove(message.at("/id"));
            if (request != null
                    && request.method().equals("turn/start")
                    && message.json().has("result")) {
                turn(
                        request.at("/params/threadId").asText(),
                        message.at("/result/turn/id").asText(),
                        message,
                        findings);
            }
            return;
        }
        String thread = message.at("/params/threadId").asText();
        switch (message.method()) {
            case "turn/started" -> turnStarted(message, thread, findings);
            case "turn/completed" -> turnCompleted(message, thread, findings);
            case "item/started" -> itemStarted(message, thread, findings);
            case "item/completed" -> itemCompleted(message, thread, findings);
            case "thread/status/changed" ->
                statusOfThread.put(thread, message.at("/params/status/type").asText());
            case "thread/tokenUsage/updated" -> tokenUsage(message, thread, findings);
            case "thread/reverted" -> totals.remove(thread);
            case "error" -> {
                if (!message.at("/params/willRetry").asBoolean()) {
                    doomed.add(message.at("/params/turnId").asText());
                }
            }
            default -> {}
        }
    }

    private void turn(String thread, String turn, Transcript.Message message, Findings findings) {
        String known = threadOfTurn.putIfAbsent(turn, thread);
        findings.check(
                !turn.isEmpty() && (known == null || known.equals(thread)),
                "LIF-2",
                message,
                "a turn of another thread");
    }

    private void turnStarted(Transcript.Message message, String thread, Findings findings) {
        turn(thread, message.at("/params/turn/id").asText(), message, findings);
        findings.check(
                message.at("/params/turn/status").asText().equals("inProgress"), "LIF-11", message, "started, but not");
        String status = statusOfThread.get(thread);
        findings.check(
                status == null || status.equals("active"), "LIF-13", message, "a turn starts, the thread is " + status);
    }

    private void turnCompleted(Transcript.Message message, String thread, Findings findings) {
        JsonNode turn = message.at("/params/turn");
        String status = turn.path("status").asText();
        findings.check(
                Set.of("completed", "interrupted", "failed").contains(status), "LIF-11", message, "the final status");
        boolean hasError = turn.hasNonNull("error");
        findings.check(status.equals("failed") == hasError, "LIF-11", message, "error and status");
        JsonNode startedAt = turn.path("startedAt");
        JsonNode completedAt = turn.path("completedAt");
        findings.check(
                !startedAt.isNumber() || !completedAt.isNumber() || completedAt.asLong() >= startedAt.asLong(),
                "LIF-16",
                message,
                "completed before it started");
        findings.check(turn.path("durationMs").asLong(0) >= 0, "LIF-16", message, "a negative duration");
        findings.check(
                !doomed.contains(turn.path("id").asText()) || status.equals("failed"),
                "LIF-12",
                message,
                "an error that will not be retried, yet");
        String threadStatus = statusOfThread.get(thread);
        findings.check(
                !"active".equals(threadStatus), "LIF-13", message, "a turn has ended, the thread is still active");
    }

    private static String key(String thread, JsonNode id) {
        return thread + ' ' + id.asText();
    }

    private void itemStarted(Transcript.Message message, String thread, Findings findings) {
        JsonNode item = message.at("/params/item");
        started.put(key(thread, item.path("id")), message);
        ofItsTurn(message, thread, findings);
        findings.check(
                !doomed.contains(message.at("/params/turnId").asText()),
                "LIF-12",
                message,
                "an item after the last error");
        String status = statusOfThread.get(thread);
        findings.check(
                status == null || status.equals("active"),
                "LIF-13",
                message,
                "an item starts, the thread is " + status);
    }

    private void ofItsTurn(Transcript.Message message, String thread, Findings findings) {
        String known = threadOfTurn.get(message.at("/params/turnId").asText());
        findings.check(known == null || known.equals(thread), "LIF-7", message, "the turn is of thread " + known);
    }

    private void itemCompleted(Transcript.Message message, String thread, Findings findings) {
        JsonNode item = message.at("/params/item");
        ofItsTurn(message, thread, findings);
        findings.check(
                !item.path("status").asText().equals("inProgress"), "LIF-6", message, "completed and in progress");
        Transcript.Message start = started.get(key(thread, item.path("id")));
        if (start != null) {
            findings.check(
                    start.at("/params/item/type").equals(item.path("type")),
                    "LIF-5",
                    message,
                    "another type than before");
            findings.check(
                    start.at("/params/turnId").equals(message.at("/params/turnId")), "LIF-7", message, "another turn");
            findings.check(
                    message.at("/params/completedAtMs").asLong()
                            >= start.at("/params/startedAtMs").asLong(),
                    "LIF-16",
                    message,
                    "completed before it started");
        }
    }

    private void tokenUsage(Transcript.Message message, String thread, Findings findings) {
        JsonNode total = message.at("/params/tokenUsage/total");
        JsonNode before = totals.put(thread, total);
        ofItsTurn(message, thread, findings);
        if (before != null) {
            for (String name : TOTALS) {
                findings.check(
                        total.path(name).asLong() >= before.path(name).asLong(), "LIF-15", message, name + " fell");
            }
        }
    }

    @Override
    public void end(int size, Findings findings) {
        statusOfThread.forEach((thread, status) -> {
            if (status.equals("active")) {
                findings.add("LIF-13", size, "thread " + thread + " is still active");
            }
        });
    }
}

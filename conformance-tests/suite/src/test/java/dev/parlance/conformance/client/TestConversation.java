package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One thread of a {@link TestClient} and its turn. */
final class TestConversation {
    private final TestClient client;
    private final String thread;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final List<ObjectNode> early = new ArrayList<>();
    private final Map<String, Integer> shown = new HashMap<>();
    private @Nullable String turn;
    private String latest = "";

    TestConversation(TestClient client, String thread) {
        this.client = client;
        this.thread = thread;
    }

    /** How the turn ended. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** The answer of turn/start has told the turn's id. */
    synchronized void identify(String id) {
        turn = id;
        if (!client.has(Fault.LOSES_EARLY_EVENTS)) {
            early.forEach(this::take);
        }
        early.clear();
    }

    synchronized void lost(RuntimeException why) {
        if (client.has(Fault.TAKES_LOST_CONNECTION_FOR_SUCCESS)) {
            ended.complete("completed");
        } else {
            ended.completeExceptionally(why);
        }
    }

    synchronized void notified(ObjectNode message) {
        JsonNode params = message.path("params");
        boolean ours = params.path("threadId").asText().equals(thread) || client.has(Fault.MIXES_THREADS);
        if (!ours) {
            return;
        }
        if (turn == null) {
            early.add(message);
        } else {
            take(message);
        }
    }

    private void take(ObjectNode message) {
        JsonNode params = message.path("params");
        String method = message.path("method").asText();
        if (method.equals("thread/status/changed")) {
            endIf(client.has(Fault.ENDS_WITH_AN_IDLE_THREAD)
                    && params.at("/status/type").asText().equals("idle"));
            return;
        }
        String of = params.path("turnId").asText(params.at("/turn/id").asText());
        if (!of.equals(turn) && !client.has(Fault.MIXES_TURNS)) {
            return;
        }
        switch (method) {
            case "item/started" -> latest = params.at("/item/id").asText();
            case "item/agentMessage/delta" -> delta(params);
            case "item/completed" -> completed(params.path("item"));
            case "error" -> endIf(client.has(Fault.ENDS_WITH_A_PASSING_ERROR));
            case "turn/completed" -> ended.complete(params.at("/turn/status").asText());
            default -> {}
        }
    }

    private void endIf(boolean end) {
        if (end) {
            ended.complete("completed");
        }
    }

    private void delta(JsonNode params) {
        if (client.is(Variant.SHOWS_COMPLETE_TEXT) || client.is(Variant.TELLS_NO_ITEMS)) {
            return;
        }
        String item =
                client.has(Fault.MIXES_ITEMS) ? latest : params.path("itemId").asText();
        show(item, params.path("delta").asText());
    }

    private void completed(JsonNode item) {
        if (!item.path("type").asText().equals("agentMessage")) {
            return;
        }
        String id = item.path("id").asText();
        String text = item.path("text").asText();
        boolean all = client.has(Fault.SHOWS_TEXT_TWICE);
        int from = all ? 0 : Math.min(text.length(), shown.getOrDefault(id, 0));
        show(id, text.substring(from));
        endIf(client.has(Fault.ENDS_WITH_THE_FINAL_ANSWER)
                && item.path("phase").asText().equals("final_answer"));
    }

    private void show(String item, String text) {
        shown.merge(item, text.length(), Integer::sum);
        if (text.isEmpty()) {
            return;
        }
        ObjectNode line = TestClient.JSON.createObjectNode().put("shown", text);
        if (!client.is(Variant.TELLS_NO_ITEMS)) {
            line.put("item", item);
        }
        client.tell(line);
        client.questions().shown();
    }
}

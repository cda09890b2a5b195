package dev.parlance.server.live.turns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.server.live.LiveClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Short forms of what came over the wire, for comparisons of the whole. */
final class Wire {
    private Wire() {}

    /**
     * What came about turns, in order, a line each: {@code item/started userMessage}, {@code turn/completed failed}. Deltas of
     * one item that follow each other are one line; token counts are left out.
     */
    static List<String> story(LiveClient client) {
        List<String> story = new ArrayList<>();
        for (JsonNode message : client.received()) {
            String line = line(message);
            if (line != null
                    && !(line.endsWith("elta")
                            && !story.isEmpty()
                            && story.get(story.size() - 1).equals(line))) {
                story.add(line);
            }
        }
        return story;
    }

    /** The story from the first line that fits. */
    static List<String> storyFrom(LiveClient client, String first) {
        List<String> story = story(client);
        return story.subList(Math.max(0, story.indexOf(first)), story.size());
    }

    private static String line(JsonNode message) {
        String method = message.path("method").asText();
        JsonNode params = message.path("params");
        return switch (method) {
            case "turn/started" -> method;
            case "turn/completed" -> method + " " + params.at("/turn/status").asText();
            case "item/started", "item/completed" -> method + " " + item(params.get("item"));
            case "thread/status/changed" -> "status " + status(params.get("status"));
            case "serverRequest/resolved", "error", "turn/plan/updated", "turn/diff/updated" -> method;
            default -> method.startsWith("item/") ? method : null;
        };
    }

    private static String item(JsonNode item) {
        return item.get("type").asText()
                + (item.has("status") ? " " + item.get("status").asText() : "");
    }

    static String status(JsonNode status) {
        String type = status.get("type").asText();
        return type.equals("active") ? type + status.get("activeFlags") : type;
    }

    /** Whole items that were completed, of that type. */
    static List<JsonNode> completed(LiveClient client, String type) {
        return client.received("item/completed").stream()
                .map(message -> message.at("/params/item"))
                .filter(item -> item.get("type").asText().equals(type))
                .toList();
    }

    /** Waits until an item of that type is completed; the first, and whole. */
    static JsonNode awaitCompleted(LiveClient client, String type) {
        return client.await(on("item/completed", type)).at("/params/item");
    }

    /** Waits until an item of that type is started; the first. */
    static JsonNode awaitStarted(LiveClient client, String type) {
        return client.await(on("item/started", type)).at("/params/item");
    }

    private static Predicate<JsonNode> on(String method, String type) {
        return message -> message.path("method").asText().equals(method)
                && message.at("/params/item/type").asText().equals(type);
    }

    /** Deltas of that method, joined. */
    static String deltas(LiveClient client, String method) {
        StringBuilder text = new StringBuilder();
        client.received(method)
                .forEach(message -> text.append(message.at("/params/delta").asText()));
        return text.toString();
    }

    /** The end of that turn, without waiting on anything of before. */
    static String statusOf(JsonNode completed) {
        return completed.at("/params/turn/status").asText();
    }

    /** Items that {@code thread/items/list} gives, oldest first. */
    static List<JsonNode> listed(LiveClient client, String threadId) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = client.request(
                    "thread/items/list",
                    cursor == null
                            ? Stage.json("threadId", threadId, "limit", 100)
                            : Stage.json("threadId", threadId, "limit", 100, "cursor", cursor));
            page.get("data").forEach(entry -> items.add(entry.get("item")));
            cursor =
                    page.path("nextCursor").isTextual() ? page.get("nextCursor").asText() : null;
        } while (cursor != null);
        return items;
    }

    /** Items of that thread as they were announced to the client when they were completed. */
    static List<JsonNode> announced(LiveClient client, String threadId) {
        return client.received("item/completed").stream()
                .filter(message -> message.at("/params/threadId").asText().equals(threadId))
                .map(message -> message.at("/params/item"))
                .toList();
    }
}

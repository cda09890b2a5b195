package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Steps that play the same once more over another transport, and tell what came of each in a comparable form. */
final class Outlines {
    static final Map<String, Verb> VERBS = Map.of(
            "transport", Verb.does(Outlines::transport),
            "outline", Verb.does(Outlines::outline, "save"));

    private Outlines() {}

    /** Reaches the subject from here on by another of the subject's ways; its process must have been ended before. */
    private static void transport(Stage stage, Options step) {
        if (stage.process() != null) {
            throw new ScenarioException(step.step().place() + ": end the process before another transport is chosen");
        }
        stage.links().clear();
        stage.reach(step.text());
    }

    /**
     * Saves what the subject said on a connection, a text a message: its kind and method, the type and status of what it is
     * about. Deltas are joined, since how a text is cut is nobody's promise; what is about no thread comes when it likes.
     */
    private static void outline(Stage stage, Options step) {
        List<String> lines = new ArrayList<>();
        Link link = stage.link(step.text().isEmpty() ? "main" : step.text());
        for (Received message : link.all()) {
            JsonNode params = message.message().path("params");
            if (message.message().has("method") && !params.has("threadId") && !params.has("thread")) {
                continue;
            }
            String line = line(message.message());
            boolean again = !lines.isEmpty() && lines.get(lines.size() - 1).equals(line);
            if (!(again && line.contains("elta"))) {
                lines.add(line);
            }
        }
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        lines.forEach(saved::add);
        stage.variables().set(step.text("save", "outline"), saved);
    }

    private static String line(JsonNode message) {
        if (!message.has("method")) {
            return message.has("error") ? "error " + message.at("/error/code") : "result";
        }
        StringJoiner words = new StringJoiner(" ");
        words.add(message.has("id") ? "request" : "notification")
                .add(message.path("method").asText());
        for (String pointer :
                List.of("/params/item/type", "/params/item/status", "/params/turn/status", "/params/status/type")) {
            JsonNode word = message.at(pointer);
            if (word.isTextual()) {
                words.add(word.textValue());
            }
        }
        return words.toString();
    }
}

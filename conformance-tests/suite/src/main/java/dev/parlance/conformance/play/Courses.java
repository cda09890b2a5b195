package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Steps that stand for a course of several messages. */
final class Courses {
    static final Map<String, Verb> VERBS = Map.of(
            "thread", Verb.does(Courses::thread, "params", "save"),
            "begin", Verb.does(Courses::begin, "thread", "params", "as", "save"),
            "turn", Verb.does(Courses::turn, "thread", "params", "status", "as", "save", "error"),
            "ended", Verb.does(Courses::ended, "thread", "status", "save", "error"),
            "walk", Verb.does(Courses::walk, "params", "rows", "next", "cursor", "most", "save", "each"),
            "answered", Verb.does(Courses::answered, "save"),
            "flood", Verb.does(Courses::flood, "params", "window", "allowed", "save"));

    private Courses() {}

    /** Starts a thread and saves its id under the name that stands behind the verb. */
    private static void thread(Stage stage, Options step) throws Broken {
        JsonNode params = step.has("params") ? step.get("params") : Json.object();
        Received answer = result(stage, step, "thread/start", params);
        stage.variables().set(step.text(), answer.message().at("/result/thread/id"));
        stage.save(step.get("save"), answer.message());
    }

    /** Starts a turn with that text and saves its id, as {@code turn} if no name is given. */
    private static void begin(Stage stage, Options step) throws Broken {
        ObjectNode params = Json.object();
        params.put(
                "threadId",
                step.has("thread")
                        ? step.text("thread", "")
                        : stage.variables().get("thread").asText());
        params.putArray("input").addObject().put("type", "text").put("text", step.text());
        step.get("params").properties().forEach(e -> params.set(e.getKey(), e.getValue()));
        Received answer = result(stage, step, "turn/start", params);
        stage.variables().set(step.text("as", "turn"), answer.message().at("/result/turn/id"));
        stage.save(step.has("status") ? Json.object() : step.get("save"), answer.message());
    }

    private static void turn(Stage stage, Options step) throws Broken {
        begin(
                stage,
                new Options(
                        new Step(
                                "turn",
                                without(step.step().node(), "save"),
                                step.step().place()),
                        stage.variables()));
        finish(stage, step, stage.variables().get(step.text("as", "turn")).asText());
    }

    private static void ended(Stage stage, Options step) throws Broken {
        finish(
                stage,
                step,
                step.text().isEmpty() ? stage.variables().get("turn").asText() : step.text());
    }

    /** Waits for the end of a turn, which must be the status that the step names. */
    private static void finish(Stage stage, Options step, String turn) throws Broken {
        Link link = stage.link(step.on());
        Received end = link.take(
                "turn/completed of " + turn,
                stage.deadlines().turn(),
                "LIF-9",
                m -> m.is("turn/completed")
                        && m.message().at("/params/turn/id").asText().equals(turn));
        JsonNode status = step.has("status") ? step.get("status") : JsonNodeFactory.instance.textNode("completed");
        stage.require(status, end.message().at("/params/turn/status"), end.event(), "/params/turn/status");
        stage.require(step.get("error"), end.message().at("/params/turn/error"), end.event(), "/params/turn/error");
        stage.save(step.get("save"), end.message());
    }

    /** Waits for the answer to what was sent under that name, be it a result or an error. */
    private static void answered(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        stage.save(
                step.get("save"),
                stage.answer(link, step.text(), link.idOf(step.text())).message());
    }

    private static Received result(Stage stage, Options step, String method, JsonNode params) throws Broken {
        Received answer = stage.ask(stage.link(step.on()), method, params);
        if (!answer.message().has("result")) {
            throw stage.broken(answer.event(), "a result of " + method, Json.brief(answer.message()), "");
        }
        return answer;
    }

    /** Asks for page after page and saves all rows, or a part of each. */
    private static void walk(Stage stage, Options step) throws Broken {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ObjectNode params = step.has("params") ? step.get("params").deepCopy() : Json.object();
        Set<String> cursors = new HashSet<>();
        for (int page = 0; ; page++) {
            Received answer = result(stage, step, step.text(), params);
            JsonNode result = answer.message().path("result");
            JsonNode found = result.at(step.text("rows", "/data"));
            if (!found.isArray()) {
                throw stage.broken(answer.event(), "a list of rows", Json.brief(found), "/result");
            }
            found.forEach(row -> rows.add(step.has("each") ? row.at(step.text("each", "")) : row));
            JsonNode next = result.at(step.text("next", "/nextCursor"));
            if (next.isMissingNode() || next.isNull()) {
                break;
            }
            if (page >= step.number("most", 1_000) || !cursors.add(next.toString())) {
                throw stage.broken(
                        answer.event(), "a walk that ends", "the cursor " + next + " leads on for ever", "/result");
            }
            params.set(step.text("cursor", "cursor"), next);
        }
        stage.variables().set(step.text("save", "rows"), rows);
    }

    /** The same request many times, no more than a window of them unanswered; each must be answered. */
    private static void flood(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        int times = step.number("flood", 1);
        int window = step.number("window", times);
        String method = step.get("params").path("method").asText("thread/loaded/list");
        JsonNode params = step.get("params").has("params") ? step.get("params").get("params") : Json.object();
        Map<String, Integer> codes = new LinkedHashMap<>();
        java.util.ArrayDeque<JsonNode> open = new java.util.ArrayDeque<>();
        for (int i = 0; i < times; i++) {
            open.add(stage.send(link, method, params));
            if (open.size() >= window) {
                count(stage, link, method, open.remove(), codes);
            }
        }
        while (!open.isEmpty()) {
            count(stage, link, method, open.remove(), codes);
        }
        ObjectNode counts = Json.object();
        codes.forEach(counts::put);
        stage.variables().set(step.text("save", "counts"), counts);
        for (String code : codes.keySet()) {
            if (!Match.fits(step.get("allowed"), JsonNodeFactory.instance.textNode(code))) {
                throw stage.broken(0, "only " + Json.brief(step.get("allowed")), Json.brief(counts), "");
            }
        }
    }

    private static void count(Stage stage, Link link, String method, JsonNode id, Map<String, Integer> codes)
            throws Broken {
        JsonNode answer = stage.answer(link, method, id).message();
        codes.merge(answer.has("result") ? "result" : answer.at("/error/code").asText("none"), 1, Integer::sum);
    }

    private static JsonNode without(JsonNode step, String member) {
        ObjectNode copy = step.deepCopy();
        copy.remove(member);
        return copy;
    }
}

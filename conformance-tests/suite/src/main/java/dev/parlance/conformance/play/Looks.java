package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Steps that look at what has come so far, or at values that were saved. They wait for nothing. */
final class Looks {
    static final Map<String, Verb> VERBS = Map.of(
            "seen", Verb.looks(Looks::seen, "params", "count", "save", "since"),
            "forbid", Verb.looks(Looks::forbid, "params", "since"),
            "order", Verb.looks(Looks::order, "since"),
            "mark", Verb.does(Looks::mark),
            "collect", Verb.does(Looks::collect, "params", "each", "join", "save", "since", "sorted"),
            "assert", Verb.looks((stage, step) -> stage.require(step.get("is"), step.own(), 0, ""), "is"),
            "equal", Verb.looks(Looks::equal, "without"),
            "set",
                    Verb.does((stage, step) -> step.own()
                            .properties()
                            .forEach(e -> stage.variables().set(e.getKey(), e.getValue()))));

    private Looks() {}

    /** Notes how much has come so far, for later steps to look only at what came since. */
    private static void mark(Stage stage, Options step) {
        stage.variables()
                .set(
                        "mark." + step.text(),
                        JsonNodeFactory.instance.numberNode(
                                stage.recorder().events().size()));
    }

    private static List<Received> matching(Stage stage, Options step) {
        int since = step.has("since")
                ? stage.variables().get("mark." + step.text("since", "")).asInt()
                : 0;
        JsonNode params = step.get("params");
        return stage.link(step.on()).all().stream()
                .filter(m -> m.event() > since)
                .filter(m ->
                        is(m, step.text()) && Match.fits(params, m.message().path("params")))
                .toList();
    }

    private static boolean is(Received message, String method) {
        return method.equals("*") ? message.message().has("method") : message.is(method);
    }

    private static void seen(Stage stage, Options step) throws Broken {
        List<Received> found = matching(stage, step);
        JsonNode count = step.has("count") ? step.get("count") : Json.object().put("$gte", 1);
        int last = found.isEmpty() ? 0 : found.get(found.size() - 1).event();
        Match.Mismatch mismatch = Match.of(count, JsonNodeFactory.instance.numberNode(found.size()));
        if (mismatch != null) {
            throw stage.broken(
                    last, mismatch.expected() + " times " + what(step), "it came " + found.size() + " times", "");
        }
        if (!found.isEmpty()) {
            stage.save(step.get("save"), found.get(0).message());
        }
    }

    private static void forbid(Stage stage, Options step) throws Broken {
        List<Received> found = matching(stage, step);
        if (!found.isEmpty()) {
            throw stage.broken(found.get(0).event(), "no " + what(step), "it came " + found.size() + " times", "");
        }
    }

    /** Messages in this order, others between them allowed; each {@code {method, params}} or {@code {answer: NAME}}. */
    private static void order(Stage stage, Options step) throws Broken {
        Link link = stage.link(step.on());
        List<Received> all = new ArrayList<>(link.all());
        int at = 0;
        for (JsonNode wanted : step.own()) {
            while (at < all.size() && !isWanted(link, wanted, all.get(at))) {
                at++;
            }
            if (at == all.size()) {
                throw stage.broken(
                        0, "in this order: " + Json.brief(step.own()), Json.brief(wanted) + " is missing", "");
            }
            at++;
        }
    }

    private static boolean isWanted(Link link, JsonNode wanted, Received message) {
        return wanted.has("answer")
                ? message.isAnswerTo(link.idOf(wanted.get("answer").asText()))
                : message.is(wanted.path("method").asText())
                        && Match.fits(wanted.path("params"), message.message().path("params"));
    }

    /** A value of each message that fits, as a list or joined to one text. */
    private static void collect(Stage stage, Options step) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        String pointer = step.text("each", step.text("join", "/params"));
        matching(stage, step).forEach(m -> values.add(m.message().at(pointer)));
        if (step.has("join")) {
            StringBuilder joined = new StringBuilder();
            values.forEach(value -> joined.append(value.asText()));
            stage.variables().set(step.text("save", "collected"), TextNode.valueOf(joined.toString()));
        } else {
            stage.variables()
                    .set(step.text("save", "collected"), step.get("sorted").asBoolean() ? sorted(values) : values);
        }
    }

    private static ArrayNode sorted(ArrayNode values) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        StreamSupport.stream(values.spliterator(), false)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(sorted::add);
        return sorted;
    }

    /** Two values that must be the same, but for some members wherever they stand. */
    private static void equal(Stage stage, Options step) throws Broken {
        List<String> without = new ArrayList<>();
        step.get("without").forEach(name -> without.add(name.asText()));
        JsonNode first = cut(step.own().get(0), without);
        JsonNode second = cut(step.own().get(1), without);
        if (!Match.same(first, second)) {
            String path = firstDifference(first, second, "");
            throw stage.broken(0, Json.brief(first.at(path)), Json.brief(second.at(path)), path);
        }
    }

    private static JsonNode cut(JsonNode value, List<String> names) {
        if (value.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> out.add(cut(element, names)));
            return out;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(e -> {
            if (!names.contains(e.getKey())) {
                out.set(e.getKey(), cut(e.getValue(), names));
            }
        });
        return out;
    }

    private static String firstDifference(JsonNode a, JsonNode b, String path) {
        if (a.isObject() && b.isObject()) {
            List<String> names = new ArrayList<>();
            a.fieldNames().forEachRemaining(names::add);
            b.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (!Match.same(a.path(name), b.path(name))) {
                    return firstDifference(a.path(name), b.path(name), path + "/" + name);
                }
            }
        }
        if (a.isArray() && b.isArray() && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                if (!Match.same(a.get(i), b.get(i))) {
                    return firstDifference(a.get(i), b.get(i), path + "/" + i);
                }
            }
        }
        return path;
    }

    private static String what(Options step) {
        JsonNode params = step.get("params");
        return step.text() + (params.isMissingNode() ? "" : " " + Json.brief(params));
    }
}

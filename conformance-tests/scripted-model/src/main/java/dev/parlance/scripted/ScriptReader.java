package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a script from JSON, collecting everything that is wrong with it before complaining. */
final class ScriptReader {
    private final String source;
    private final List<ScriptException.Problem> problems = new ArrayList<>();
    private final StepReader steps = new StepReader();

    ScriptReader(String source) {
        this.source = source;
    }

    Script read(JsonNode tree) {
        Script.Builder script = Script.builder();
        if (tree.isArray()) {
            script.reply(replies(tree, ""));
        } else if (tree.isObject()) {
            readObject(tree, script);
        } else {
            problems.add(new ScriptException.Problem("", "a script is a list of replies, or an object with replies"));
        }
        if (!problems.isEmpty()) {
            throw new ScriptException(source, problems);
        }
        return script.build();
    }

    private void readObject(JsonNode tree, Script.Builder script) {
        JsonObject top = new JsonObject(tree, "", problems);
        top.allow(Set.of("replies", "rules", "afterEnd", "sideRequests"));
        script.reply(replies(tree.path("replies"), "/replies"));
        script.afterEnd(top.constant("afterEnd", AfterEnd.class, AfterEnd.FAIL));
        boolean scripted = top.constant("sideRequests", Side.class, Side.TITLE) == Side.SCRIPT;
        script.sideRequests(scripted ? SideRequests.none() : SideRequests.titles());
        JsonNode rules = tree.path("rules");
        if (!rules.isMissingNode() && !rules.isArray()) {
            top.problem("/rules", "must be a list of {\"when\":{…},\"replies\":[…]}");
        }
        for (int i = 0; i < rules.size(); i++) {
            JsonObject rule = new JsonObject(rules.path(i), "/rules/" + i, problems);
            rule.allow(Set.of("when", "replies"));
            script.when(condition(rule), replies(rule.get("replies"), "/rules/" + i + "/replies"));
        }
    }

    private Predicate<ModelRequest> condition(JsonObject rule) {
        JsonObject when = new JsonObject(rule.get("when"), rule.pointerTo("when"), problems);
        when.allow(Set.of("lastUserTextContains", "threadId", "model"));
        String text = when.optionalText("lastUserTextContains");
        String thread = when.optionalText("threadId");
        String model = when.optionalText("model");
        if (text == null && thread == null && model == null) {
            when.problem(rule.pointerTo("when"), "needs at least one of lastUserTextContains, threadId, model");
        }
        return request -> (text == null || request.lastUserText().orElse("").contains(text))
                && (thread == null || request.threadId().orElse("").equals(thread))
                && (model == null || request.body().path("model").asText().equals(model));
    }

    private Reply[] replies(JsonNode list, String pointer) {
        List<Reply> replies = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            problems.add(new ScriptException.Problem(pointer, "must be a list of replies"));
        }
        for (int i = 0; i < list.size(); i++) {
            Reply reply = reply(list.path(i), pointer + "/" + i);
            if (reply != null) {
                replies.add(reply);
            }
        }
        return replies.toArray(Reply[]::new);
    }

    private @Nullable Reply reply(JsonNode node, String pointer) {
        JsonObject reply = new JsonObject(node, pointer, problems);
        if (node.isObject()) {
            reply.allow(Set.of("steps", "usage"));
        }
        JsonNode list = node.isObject() ? node.path("steps") : node;
        String at = node.isObject() ? pointer + "/steps" : pointer;
        if (!list.isArray()) {
            reply.problem(at, "a reply is a list of steps, or an object with steps");
            return null;
        }
        List<Step> made = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Step step = steps.read(list.path(i), at + "/" + i, problems);
            if (step != null) {
                made.add(step);
            }
        }
        try {
            return new Reply(made, usage(reply));
        } catch (IllegalArgumentException e) {
            reply.problem(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Usage usage(JsonObject reply) {
        if (!reply.has("usage")) {
            return Usage.DEFAULT;
        }
        JsonObject usage = new JsonObject(reply.get("usage"), reply.pointerTo("usage"), problems);
        usage.allow(Set.of("input", "cached", "output", "reasoning"));
        return new Usage(
                count(usage, "input"), count(usage, "cached"), count(usage, "output"), count(usage, "reasoning"));
    }

    private static long count(JsonObject usage, String name) {
        return usage.number(name, 0, 0, Integer.MAX_VALUE);
    }

    private enum Side {
        TITLE,
        SCRIPT
    }
}

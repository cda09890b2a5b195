package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one step of a script from JSON. Gates are shared by name within a script. */
final class StepReader {
    private static final long LONGEST_PAUSE_MS = Step.LONGEST_PAUSE.toMillis();

    private final Map<String, Gate> gates = new HashMap<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    StepReader() {
        kind("text", StepReader::text, "chunks", "delayMs", "phase", "unfinished");
        kind("reason", step -> Step.reasoning(parts(step, "reason")));
        kind("rawReason", step -> Step.rawReasoning(parts(step, "rawReason")));
        kind("call", StepReader::call, "args", "argsText", "id", "namespace");
        kind("custom", StepReader::custom, "input", "id", "namespace");
        kind("item", step -> Step.item(step.get("item")));
        kind("event", step -> Step.event(step.get("event")));
        kind("garbage", step -> Step.garbage(step.text("garbage")));
        kind("hold", step -> Step.hold(gates.computeIfAbsent(step.text("hold"), Gate::new)));
        kind("pauseMs", step -> Step.pause(Duration.ofMillis(step.number("pauseMs", 0, 0, LONGEST_PAUSE_MS))));
        kind(
                "fail",
                step -> Step.fail(step.text("fail"), step.has("message") ? step.text("message") : "scripted failure"),
                "message");
        kind("incomplete", step -> Step.incomplete(step.text("incomplete")));
        kind("drop", step -> marked(step, "drop", Step.cut()));
        kind("endEarly", step -> marked(step, "endEarly", Step.endEarly()));
        kind("httpError", StepReader::httpError, "headers", "body");
    }

    /** The step, or null when it is so wrong that only the noted problems remain. */
    @Nullable
    Step read(JsonNode node, String pointer, List<ScriptException.Problem> problems) {
        JsonObject step = new JsonObject(node, pointer, problems);
        List<String> found = kinds.keySet().stream().filter(step::has).toList();
        if (found.size() != 1) {
            step.problem(
                    pointer,
                    "a step is an object with exactly one of " + String.join(", ", kinds.keySet()) + "; found "
                            + (found.isEmpty() ? "none" : String.join(", ", found)));
            return null;
        }
        Kind kind = kinds.get(found.get(0));
        if (kind == null) {
            return null;
        }
        step.allow(kind.members());
        try {
            return kind.make().apply(step);
        } catch (IllegalArgumentException e) {
            step.problem(pointer, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void kind(String member, Function<JsonObject, Step> make, String... options) {
        Set<String> members = new HashSet<>(Arrays.asList(options));
        members.add(member);
        kinds.put(member, new Kind(make, members));
    }

    private static Step text(JsonObject step) {
        TextStep text = Step.text(step.text("text"))
                .by(step.constant("chunks", Chunking.class, Chunking.WORDS))
                .every(Duration.ofMillis(step.number("delayMs", 0, 0, LONGEST_PAUSE_MS)));
        String phase = step.optionalText("phase");
        text = phase == null ? text : text.phase(phase);
        return step.flag("unfinished") ? text.unfinished() : text;
    }

    private static String[] parts(JsonObject step, String name) {
        JsonNode value = step.get(name);
        if (!value.isArray()) {
            return new String[] {step.text(name)};
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : value) {
            if (!part.isTextual()) {
                step.problem(step.pointerTo(name) + "/" + parts.size(), "must be a text");
            }
            parts.add(part.asText());
        }
        return parts.toArray(String[]::new);
    }

    private static Step call(JsonObject step) {
        if (step.has("args") == step.has("argsText")) {
            step.problem(step.pointerTo("args"), "a call has either args (JSON) or argsText (a text)");
        }
        String name = step.text("call");
        CallStep call = step.has("argsText")
                ? Step.callWithText(name, step.text("argsText"))
                : Step.call(name, step.get("args"));
        return addressed(step, call);
    }

    private static Step custom(JsonObject step) {
        return addressed(step, Step.customCall(step.text("custom"), step.text("input")));
    }

    private static Step addressed(JsonObject step, CallStep call) {
        String id = step.optionalText("id");
        String namespace = step.optionalText("namespace");
        CallStep named = id == null ? call : call.id(id);
        return namespace == null ? named : named.in(namespace);
    }

    private static Step marked(JsonObject step, String name, Step marked) {
        if (!step.flag(name)) {
            step.problem(step.pointerTo(name), "can only be true; leave the step out instead");
        }
        return marked;
    }

    private static Step httpError(JsonObject step) {
        int status = (int) step.number("httpError", 500, 400, 599);
        JsonNode body = step.get("body");
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", body.isTextual() ? "text/plain" : "application/json");
        step.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String text = body.isTextual() ? body.textValue() : body.isMissingNode() ? "{}" : body.toString();
        return Step.httpError(status, headers, text);
    }

    private record Kind(Function<JsonObject, Step> make, Set<String> members) {}
}

package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.schema.SchemaProblem;
import dev.parlance.conformance.subject.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's answer to a request of the server, held against what a step wants of it: {@code is} (error, result, shaped),
 * {@code decision}, {@code never}, {@code grants: nothing}.
 *
 * <pre>{@code
 * new Reply("item/fileChange/requestApproval", message, judge).check(step, variables);
 * }</pre>
 */
final class Reply {
    private final String method;
    private final ObjectNode message;
    private final SchemaJudge judge;

    Reply(String method, ObjectNode message, SchemaJudge judge) {
        this.method = method;
        this.message = message;
        this.judge = judge;
    }

    void check(Step step, Variables variables) throws Breach {
        String kind = step.argument("is").asText("answer");
        boolean error = message.has("error");
        switch (kind) {
            case "answer" -> {}
            case "error" -> demand(error && isError(), "an error");
            case "result" -> {
                demand(!error, "a result");
                shaped();
            }
            case "shaped" -> {
                if (error) {
                    demand(isError(), "an error of the form {code, message}");
                } else {
                    shaped();
                }
            }
            default -> throw new IllegalStateException(step.where() + ": no answer is " + kind);
        }
        decision(step, variables);
        if (step.argument("grants").asText("").equals("nothing")) {
            demand(error || grantsNothing(), "nothing granted");
        }
    }

    private void decision(Step step, Variables variables) throws Breach {
        List<String> wanted = texts(variables.expand(step.argument("decision")));
        if (!wanted.isEmpty()) {
            demand(wanted.contains(decision()), "one of the decisions " + wanted);
        }
        for (String start : texts(step.argument("never"))) {
            demand(!decision().startsWith(start), "no decision that begins with " + start);
        }
    }

    /** A decision with details is an object with its name as the only member. */
    private String decision() {
        JsonNode result = message.path("result");
        JsonNode decision = result.path(result.has("action") ? "action" : "decision");
        return decision.isObject() && !decision.isEmpty()
                ? decision.fieldNames().next()
                : decision.asText("");
    }

    private boolean grantsNothing() {
        JsonNode result = message.path("result");
        return empty(result.path("permissions")) && !result.path("success").asBoolean();
    }

    private static boolean empty(JsonNode granted) {
        if (granted.isObject()) {
            return granted.properties().stream().allMatch(e -> empty(e.getValue()));
        }
        return granted.isMissingNode()
                || granted.isNull()
                || (granted.isEmpty() && granted.isArray())
                || (granted.isBoolean() && !granted.booleanValue());
    }

    private void shaped() throws Breach {
        SchemaJudge.Finding finding = judge.result(method, message.path("result"), true);
        if (finding != null && !finding.problems().isEmpty()) {
            SchemaProblem first = finding.problems().get(0);
            throw new Breach(first.path() + ": " + first.expected(), first.seen());
        }
    }

    private boolean isError() {
        return message.at("/error/code").isIntegralNumber()
                && message.at("/error/message").isTextual();
    }

    private void demand(boolean met, String expected) throws Breach {
        if (!met) {
            throw new Breach(expected + " as answer to " + method, message.toString());
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

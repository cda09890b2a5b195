package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.ScriptException;
import java.util.TreeSet;

/**
 * Makes the model's script of a scenario, with calls of tools in the shapes that the subject offers: a step
 * {@code {tool: command, cmd: ls}} becomes what the subject's file has for {@code command}.
 */
final class ModelScript {
    private final Subject subject;
    private final Variables variables;

    private ModelScript(Subject subject, Variables variables) {
        this.subject = subject;
        this.variables = variables;
    }

    static Script of(Scenario scenario, Subject subject, Variables variables) {
        if (scenario.model().isMissingNode()) {
            return Script.of();
        }
        JsonNode tree = new ModelScript(subject, variables).shaped(scenario.model());
        try {
            return Script.fromJson(tree);
        } catch (ScriptException e) {
            throw new ScenarioException(scenario.name() + ": " + e.getMessage());
        }
    }

    private JsonNode shaped(JsonNode node) {
        if (node.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> out.add(shaped(element)));
            return out;
        }
        if (node.has("tool")) {
            return call(node);
        }
        if (node.isObject()) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(e -> out.set(e.getKey(), shaped(e.getValue())));
            return out;
        }
        return variables.expand(node);
    }

    private JsonNode call(JsonNode step) {
        String kind = step.get("tool").asText();
        JsonNode shape = subject.tools().get(kind);
        if (shape == null) {
            throw new ScenarioException("the subject has no tool of kind " + kind + "; there are "
                    + new TreeSet<>(subject.tools().keySet()));
        }
        Variables own = new Variables(variables).set("reason", "because").set("explanation", "");
        step.properties().forEach(e -> own.set(e.getKey(), variables.expand(e.getValue())));
        ObjectNode call = (ObjectNode) own.expand(shape);
        if (step.has("id")) {
            call.set("id", variables.expand(step.get("id")));
        }
        return call;
    }
}

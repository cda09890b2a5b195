package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parlance.conformance.subject.SubjectException;
import dev.parlance.conformance.subject.Variables;

/** The members of a step, read with their placeholders filled in. */
final class Options {
    private final Step step;
    private final Variables variables;

    Options(Step step, Variables variables) {
        this.step = step;
        this.variables = variables;
    }

    /** What stands behind the verb itself. */
    JsonNode own() {
        return get(step.verb());
    }

    String text() {
        return own().asText("");
    }

    boolean has(String name) {
        return step.node().has(name);
    }

    /** A member; a missing node if there is none. */
    JsonNode get(String name) {
        JsonNode raw = step.node().get(name);
        try {
            return raw == null ? MissingNode.getInstance() : variables.expand(raw);
        } catch (SubjectException e) {
            throw new ScenarioException(step.place() + "/" + name + ": " + e.getMessage());
        }
    }

    /** A member as it is written. */
    JsonNode raw(String name) {
        return step.node().path(name);
    }

    String text(String name, String otherwise) {
        return has(name) ? get(name).asText() : otherwise;
    }

    int number(String name, int otherwise) {
        return has(name) ? get(name).asInt() : otherwise;
    }

    /** The connection it is about. */
    String on() {
        return text("on", "main");
    }

    Step step() {
        return step;
    }
}

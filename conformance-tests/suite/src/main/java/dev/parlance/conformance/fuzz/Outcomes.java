package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a run came to. */
final class Outcomes {
    private final Map<String, Integer> sent = new TreeMap<>();
    private final Map<String, Integer> accepted = new TreeMap<>();
    private int proven;
    private int unproven;
    private JsonNode refusal;

    Outcomes(JsonNode none) {
        this.refusal = none;
    }

    /** Counts a step with the answer it got, missing if it got none. */
    void count(Step step, JsonNode answer) {
        sent.merge(step.kind(), 1, Integer::sum);
        if (step instanceof Step.Call && step.kind().equals("valid")) {
            accepted.merge(step.method(), answer.has("result") ? 1 : 0, Integer::sum);
        }
        if (step.label().endsWith("-twin")) {
            twin(answer);
        }
        refusal = step.kind().equals("damaged") ? answer.path("error") : refusal;
    }

    /** A refusal proves something only if the repaired twin is not refused in the same words. */
    private void twin(JsonNode answer) {
        if (refusal.isObject()) {
            boolean same = refusal.equals(answer.path("error"));
            proven += same ? 0 : 1;
            unproven += same ? 1 : 0;
        }
    }

    /** Steps by kind. */
    Map<String, Integer> sent() {
        return sent;
    }

    /** How often a right request of a method was answered with a result. */
    Map<String, Integer> accepted() {
        return accepted;
    }

    int proven() {
        return proven;
    }

    int unproven() {
        return unproven;
    }
}

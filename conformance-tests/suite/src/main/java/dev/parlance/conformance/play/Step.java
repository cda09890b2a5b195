package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One step of a scenario as it is written.
 *
 * @param verb what to do
 * @param node the whole step, placeholders not yet filled in
 * @param place where it stands, say {@code /steps/3}
 */
record Step(String verb, JsonNode node, String place) {
    /** Options that every step may have. */
    static final Set<String> COMMON = Set.of("rule", "on", "soft", "note");

    /** The rules that the step is a check of; most steps are of none. */
    List<String> rules() {
        JsonNode rule = node.path("rule");
        List<String> rules = new ArrayList<>();
        if (rule.isTextual()) {
            rules.add(rule.textValue());
        }
        rule.forEach(one -> rules.add(one.asText()));
        return rules;
    }

    /** Whether it stands for others that are repeated for what a step before has saved. */
    boolean repeats() {
        return verb.equals("repeat");
    }

    /** Whether the scenario goes on when the step fails. */
    boolean soft() {
        return node.path("soft").asBoolean(Verbs.get(verb).looksOnly());
    }
}

package dev.parlance.conformance.cli;

import dev.parlance.conformance.client.ClientScenarios;
import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.play.Scenarios;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which checks there are of which rule: by listening, and by scenarios. */
final class CheckIndex {
    private final Set<String> passive;
    private final Map<String, List<String>> scenarios = new TreeMap<>();

    CheckIndex(Protocol protocol) {
        passive = new PassiveEngine(protocol, Dialect.STANDARD).checkedRules();
        Scenarios.all()
                .forEach(scenario -> scenario.mentionedRules()
                        .forEach(rule -> scenarios
                                .computeIfAbsent(rule, key -> new ArrayList<>())
                                .add(scenario.name())));
        ClientScenarios.checks()
                .forEach((rule, names) -> names.forEach(name -> scenarios
                        .computeIfAbsent(rule, key -> new ArrayList<>())
                        .add(name + " (client)")));
        // Judged wherever a process ends, in every scenario over standard input and output.
        scenarios.computeIfAbsent("FRM-10", key -> new ArrayList<>()).add("every scenario");
    }

    boolean passive(Rule rule) {
        return passive.contains(rule.id());
    }

    /** Names of the scenarios that check the rule. */
    List<String> scenarios(Rule rule) {
        return scenarios.getOrDefault(rule.id(), List.of());
    }

    boolean checked(Rule rule) {
        return passive(rule) || !scenarios(rule).isEmpty();
    }

    /** How the rule is checked, short. */
    String how(Rule rule) {
        int count = scenarios(rule).size();
        String played = count == 0 ? "" : count + (count == 1 ? " scenario" : " scenarios");
        return passive(rule)
                ? (played.isEmpty() ? "any transcript" : "any transcript, " + played)
                : played.isEmpty() ? "-" : played;
    }
}

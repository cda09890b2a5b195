package dev.parlance.conformance.run;

import dev.parlance.conformance.play.Scenario;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which scenarios are played to a subject, and why the others are not. */
final class Plan {
    private final List<Scenario> played = new ArrayList<>();
    private final Map<Scenario, String> left = new TreeMap<>(java.util.Comparator.comparing(Scenario::name));

    Plan(List<Scenario> all, Subject subject, RunOptions options) {
        for (Scenario scenario : all) {
            if (!wanted(scenario, subject, options)) {
                continue;
            }
            String why = scenario.unclaimed(subject);
            if (why.isEmpty()) {
                played.add(scenario);
            } else {
                left.put(scenario, why);
            }
        }
    }

    List<Scenario> played() {
        return played;
    }

    /** Scenarios that the subject does not claim, with the reason. */
    Map<Scenario, String> left() {
        return left;
    }

    /** What the checks come to where the subject does not even answer the handshake. */
    List<CheckResult> unreachable(Protocol protocol, Subject subject, String why) {
        List<CheckResult> checks = new ArrayList<>();
        for (Scenario scenario : played) {
            for (String id : scenario.rules(subject)) {
                Rule rule = protocol.rules().get(id);
                checks.add(new CheckResult(
                        scenario.name() + "/" + id,
                        rule,
                        rule.judgedParty(),
                        "handshake",
                        Outcome.COULD_NOT_RUN,
                        0,
                        List.of(),
                        "the handshake failed: " + why));
            }
        }
        return checks;
    }

    private static boolean wanted(Scenario scenario, Subject subject, RunOptions options) {
        boolean named = options.scenarios().isEmpty()
                || options.scenarios().stream()
                        .anyMatch(name -> new KnownFailure(name, "", "", false).covers(scenario.name()));
        boolean ruled =
                options.rules().isEmpty() || scenario.rules(subject).stream().anyMatch(options.rules()::contains);
        return named && ruled;
    }
}

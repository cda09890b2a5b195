package dev.parlance.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    /** Nobody offers SSE yet, and a subject's file has no way to start a server on a unix socket. */
    private static final Set<String> WITHOUT_SCENARIO = Set.of("TRN-4", "TRN-5");

    private final Protocol protocol = Protocol.load();
    private final List<Scenario> scenarios = Scenarios.all();

    @Test
    void everyActiveRuleOfServersHasAScenario() {
        Set<String> checked = new TreeSet<>(Set.of("FRM-10"));
        scenarios.forEach(scenario -> checked.addAll(scenario.mentionedRules()));
        List<String> unchecked = protocol.rules().all().stream()
                .filter(rule -> !rule.passive() && !rule.judged().isEmpty())
                .filter(rule ->
                        rule.duties().contains(Party.SERVER) || rule.duties().contains(Party.TRANSPORT))
                .map(Rule::id)
                .filter(id -> !checked.contains(id))
                .toList();
        assertThat(unchecked).containsExactlyInAnyOrderElementsOf(WITHOUT_SCENARIO);
    }

    @Test
    void everyCheckNamesARuleThatThereIs() {
        for (Scenario scenario : scenarios) {
            assertThat(scenario.mentionedRules())
                    .as(scenario.name())
                    .allMatch(id -> protocol.rules().find(id).isPresent());
        }
    }

    @Test
    void everyScenarioHasANameOfItsOwnAndChecksSomething() {
        assertThat(scenarios).extracting(Scenario::name).doesNotHaveDuplicates();
        assertThat(scenarios.stream()
                        .filter(scenario -> scenario.mentionedRules().isEmpty())
                        .map(Scenario::name))
                .isEmpty();
    }

    @Test
    void everyProfileIsOneOfTheProtocol() {
        Set<String> profiles = new TreeSet<>();
        protocol.methods().values().forEach(method -> profiles.add(method.profile()));
        protocol.rules().all().forEach(rule -> profiles.add(rule.profile()));
        assertThat(scenarios).extracting(Scenario::profile).isSubsetOf(profiles);
    }
}

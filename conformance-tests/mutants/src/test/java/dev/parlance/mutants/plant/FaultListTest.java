package dev.parlance.mutants.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.mutants.trial.Mutants;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultListTest {
    /** Families of rules that bind a server or its transport; those of clients and of the suite are tried elsewhere. */
    private static final Set<String> ELSEWHERE = Set.of("CLI", "SUI");

    /** What no server under test here can break: it offers no event stream, and no method that waits for others' sockets. */
    private static final Set<String> NOT_OFFERED = Set.of("TRN-4", "TRN-5", "TRN-6", "SUB-7", "ISO-4");

    @Test
    void everyRuleOfAServerHasAFault() throws IOException {
        Set<String> planted = Mutants.faults().stream().map(Fault::rule).collect(Collectors.toCollection(TreeSet::new));
        Set<String> rules = Protocol.load().rules().all().stream()
                .map(Rule::id)
                .filter(id -> !ELSEWHERE.contains(id.substring(0, 3)) && !NOT_OFFERED.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(planted).containsAll(rules);
    }

    @Test
    void everyFaultNamesARule() throws IOException {
        List<String> rules =
                Protocol.load().rules().all().stream().map(Rule::id).toList();
        assertThat(Mutants.faults()).allSatisfy(fault -> assertThat(rules).contains(fault.rule()));
    }

    @Test
    void harmlessVariantsNameNone() throws IOException {
        assertThat(Mutants.harmless())
                .isNotEmpty()
                .allMatch(Fault::harmless)
                .noneMatch(variant -> variant.scenarios().isEmpty());
    }
}

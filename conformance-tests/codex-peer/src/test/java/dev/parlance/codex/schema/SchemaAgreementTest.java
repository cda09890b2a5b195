package dev.parlance.codex.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the canonical protocol to what the installed real server says of itself. */
class SchemaAgreementTest {
    private static JsonNode ours;
    private static ProtocolComparison comparison;
    private static ReasonedDifferences reasoned;

    @BeforeAll
    static void compare() {
        ours = Schemas.ours();
        comparison = new ProtocolComparison(ours, Schemas.real("stable"), Schemas.real("experimental"));
        reasoned = new ReasonedDifferences(Schemas.reasons());
    }

    @Test
    void sharedMethodsHaveTheTypesOfTheRealServerApartFromReasonedDifferences() {
        assertThat(reasoned.unexplained(comparison.differences())).isEmpty();
    }

    @Test
    void everyReasonedDifferenceStillExists() {
        assertThat(reasoned.stale(comparison.differences())).isEmpty();
    }

    @Test
    void methodsOfTheRealServerAreCoveredOrListedWithTheReasonWhyNot() {
        assertThat(comparison.uncovered()).isEqualTo(reasoned.methodsNotCovered());
    }

    @Test
    void everyDefinitionOfOursIsCompared() {
        Set<String> definitions = new TreeSet<>();
        ours.path("$defs").fieldNames().forEachRemaining(definitions::add);
        // Made of the method table by the bundler; the real ones have the methods we leave out.
        definitions.removeAll(RealMethods.UNIONS);
        definitions.removeAll(comparison.reached());

        assertThat(definitions).isEmpty();
    }

    @Test
    void everyMethodOfOursIsCompared() {
        Set<String> methods = new TreeSet<>();
        ours.path("x-methods").fieldNames().forEachRemaining(methods::add);

        assertThat(methods).isNotEmpty().isEqualTo(comparison.covered());
    }
}

package dev.parlance.codex.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The real server says the same in two runs of a scenario, and ours says what the real one says, but for the listed
 * differences. A line of a failure is an entry for {@code scenario-differences.json} that lacks its rule and reason.
 */
class ScenarioAgreementTest {
    private final ListedDifferences listed = listed();

    @TestFactory
    Stream<DynamicTest> theRealServerAgreesWithItself() {
        return Scenarios.chosen().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.name(),
                        () -> assertThat(listed.canonical(scenario, Stage.play(scenario, Subject.CODEX)))
                                .isEqualTo(listed.canonical(scenario, Scenarios.real(scenario)))));
    }

    @TestFactory
    Stream<DynamicTest> oursAgreesWithTheRealServer() {
        List<Scenario> compared = Collections.synchronizedList(new ArrayList<>());
        Stream<DynamicTest> scenarios = Scenarios.chosen().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> {
                    Transcript ours = Stage.play(scenario, Subject.PARLANCE);
                    List<String> unexplained = listed.unexplained(scenario, Scenarios.real(scenario), ours);
                    compared.add(scenario);
                    assertThat(unexplained).isEmpty();
                }));
        // Entries of a scenario that did not come to its end are not judged.
        DynamicTest stale = DynamicTest.dynamicTest(
                "every listed difference occurs",
                () -> assertThat(compared.size() < Scenarios.all().size() ? List.of() : listed.stale())
                        .isEmpty());
        return Stream.concat(scenarios, Stream.of(stale));
    }

    private static ListedDifferences listed() {
        try (InputStream in =
                Objects.requireNonNull(ScenarioAgreementTest.class.getResourceAsStream("/scenario-differences.json"))) {
            return new ListedDifferences(WireClient.JSON.readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException("scenario-differences.json cannot be read", e);
        }
    }
}

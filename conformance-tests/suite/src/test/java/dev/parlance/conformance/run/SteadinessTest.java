package dev.parlance.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private static final Rule RULE = new Rule("LIF-3", Set.of(Party.SERVER), "must", "passive", "core", "Once.");

    @Test
    void sameVerdictsAreSteady() {
        Map<String, Outcome> run = Map.of("a/LIF-3", Outcome.PASS, "b/LIF-3", Outcome.FAIL);
        assertThat(differences(List.of(run, run, run))).isEmpty();
    }

    @Test
    void verdictThatChangesIsNamedWithHowOften() {
        assertThat(differences(List.of(
                        Map.of("a/LIF-3", Outcome.PASS),
                        Map.of("a/LIF-3", Outcome.FAIL),
                        Map.of("a/LIF-3", Outcome.PASS))))
                .containsExactly("a/LIF-3: pass 2×, fail 1×; expected once, seen twice");
    }

    @Test
    void failureOfARuleThatNoStepChecksIsThereOnlyWhenItComes() {
        assertThat(differences(List.of(
                        Map.of("transcripts/LIF-3", Outcome.PASS),
                        Map.of("a/LIF-3", Outcome.FAIL),
                        Map.of("transcripts/LIF-3", Outcome.PASS))))
                .containsExactly("a/LIF-3: fail 1×, no such check 2×; expected once, seen twice");
    }

    @Test
    void knownFailureMayComeSometimes() {
        assertThat(differences(List.of(
                        Map.of("a/LIF-3", Outcome.PASS, "b/LIF-3", Outcome.KNOWN_FAILURE),
                        Map.of("a/LIF-3", Outcome.KNOWN_FAILURE))))
                .isEmpty();
        assertThat(differences(
                        List.of(Map.of("a/LIF-3", Outcome.UNEXPECTED_PASS), Map.of("a/LIF-3", Outcome.KNOWN_FAILURE))))
                .containsExactly("a/LIF-3: known-failure 1×, unexpected-pass 1×");
    }

    @Test
    void occasionToBreakARuleMayBeMissing() {
        assertThat(differences(List.of(
                        Map.of("transcripts/INT-4", Outcome.NOT_EXERCISED),
                        Map.of("a/INT-4", Outcome.KNOWN_FAILURE),
                        Map.of("transcripts/INT-4", Outcome.PASS))))
                .isEmpty();
    }

    private static List<String> differences(List<Map<String, Outcome>> runs) {
        Steadiness steadiness = new Steadiness();
        runs.forEach(run -> steadiness.add(result(run)));
        assertThat(steadiness.runs()).isEqualTo(runs.size());
        return steadiness.differences();
    }

    private static List<Failure> failures(Outcome outcome) {
        return outcome == Outcome.FAIL
                ? List.of(new Failure(1, 0, "main", "<-", "once", "twice", "", "{}"))
                : List.of();
    }

    private static RunResult result(Map<String, Outcome> outcomes) {
        List<CheckResult> checks = outcomes.entrySet().stream()
                .map(one -> new CheckResult(
                        one.getKey(), RULE, Party.SERVER, "", one.getValue(), 1, failures(one.getValue()), "reason"))
                .toList();
        return new RunResult("s", "1", "s.yaml", List.of("core"), Instant.EPOCH, Duration.ZERO, checks, List.of());
    }
}

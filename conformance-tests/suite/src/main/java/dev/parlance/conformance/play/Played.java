package dev.parlance.conformance.play;

import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import java.util.List;
import java.util.Map;

/**
 * What came of a scenario.
 *
 * <pre>{@code
 * played.checks().forEach(check -> System.out.println(check.check() + " " + check.outcome().word()));
 * }</pre>
 *
 * @param scenario the recording
 * @param checks the checks that its steps are
 * @param passive what the passive rules say of the recording, servers and transports only
 * @param inPassing how often rules were kept that every scenario checks by the way
 * @param stopped why the scenario did not come to its end; empty if it did
 * @param userAgent what the subject called itself; empty if it never answered the handshake
 */
public record Played(
        PlayedScenario scenario,
        List<CheckResult> checks,
        List<Verdict> passive,
        Map<String, Long> inPassing,
        String stopped,
        String userAgent) {
    /** Copies the lists. */
    public Played {
        checks = List.copyOf(checks);
        passive = List.copyOf(passive);
        inPassing = Map.copyOf(inPassing);
    }

    /** Whether it came to its end and nothing was found wrong. */
    boolean isRight() {
        return stopped.isEmpty()
                && checks.stream().noneMatch(check -> check.outcome() == Outcome.FAIL)
                && passive.stream().noneMatch(verdict -> verdict.status() == Status.FAIL);
    }
}

package dev.parlance.conformance.result;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import java.util.List;

/**
 * What became of one check. A check is one rule in one scenario ({@code decline-command/APR-5}), or one passive rule over
 * all transcripts of the run ({@code transcripts/LIF-3}).
 *
 * <pre>{@code
 * System.out.println(result.check() + " " + result.outcome().word());
 * }</pre>
 *
 * @param check the scenario's name or {@code transcripts}, a slash, the rule's id; unique in a run
 * @param rule the rule it is bound to
 * @param party whose conduct was judged
 * @param scenario name of the scenario whose recording shows it; empty if there is none
 * @param outcome how it ended
 * @param evidence how often there was occasion to break the rule and it was kept
 * @param failures the first breaches; their event numbers count in the scenario's recording, from 1
 * @param reason why it is a known failure, not claimed or could not run; empty otherwise
 */
public record CheckResult(
        String check,
        Rule rule,
        Party party,
        String scenario,
        Outcome outcome,
        long evidence,
        List<Failure> failures,
        String reason) {
    /** Copies the list. */
    public CheckResult {
        failures = List.copyOf(failures);
    }

    /** The same check with another outcome and the reason for it. */
    public CheckResult with(Outcome other, String why) {
        return new CheckResult(check, rule, party, scenario, other, evidence, failures, why);
    }
}

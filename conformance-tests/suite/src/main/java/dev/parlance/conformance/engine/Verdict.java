package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import java.util.List;

/**
 * What was found about one rule and one of the parties that it binds.
 *
 * <pre>{@code
 * verdict.failures().forEach(f -> System.out.println(verdict.rule().id() + " at event " + f.event()));
 * }</pre>
 *
 * @param rule the rule
 * @param party whose conduct was judged
 * @param evidence how often there was occasion to break the rule and it was kept
 * @param failureCount how often it was broken
 * @param failures the first of the breaches
 */
public record Verdict(Rule rule, Party party, long evidence, long failureCount, List<Failure> failures) {
    /** Copies the list. */
    public Verdict {
        failures = List.copyOf(failures);
    }

    /** The sum of it. */
    public Status status() {
        if (failureCount > 0) {
            return Status.FAIL;
        }
        return evidence > 0 ? Status.PASS : Status.NOT_EXERCISED;
    }
}

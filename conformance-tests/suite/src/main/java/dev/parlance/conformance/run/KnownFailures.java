package dev.parlance.conformance.run;

import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.subject.KnownFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells expected failures apart from others, and expectations that have become stale.
 *
 * <pre>{@code
 * List<CheckResult> results = new KnownFailures(rules, subject.knownFailures()).applied(checks, true);
 * }</pre>
 */
public final class KnownFailures {
    private final RuleBook rules;
    private final List<KnownFailure> entries;
    private final Set<KnownFailure> met = new HashSet<>();

    /** With the entries of a subject's file. */
    public KnownFailures(RuleBook rules, List<KnownFailure> entries) {
        this.rules = rules;
        this.entries = entries;
    }

    /**
     * The checks with expected failures marked as such. An entry that covers no failure is an unexpected pass, if everything
     * was played, or the very check that it names was right.
     */
    public List<CheckResult> applied(Collection<CheckResult> checks, boolean everything) {
        List<CheckResult> out = new ArrayList<>();
        checks.forEach(check -> out.add(judged(check)));
        for (KnownFailure entry : entries) {
            boolean passed = checks.stream()
                    .anyMatch(check ->
                            check.outcome() == Outcome.PASS && check.check().equals(entry.check()));
            if (!met.contains(entry) && !entry.sometimes() && (everything || passed)) {
                stale(entry, out);
            }
        }
        return out;
    }

    private CheckResult judged(CheckResult check) {
        boolean failed = check.outcome() == Outcome.FAIL || check.outcome() == Outcome.COULD_NOT_RUN;
        Optional<KnownFailure> entry = entries.stream()
                .filter(one -> failed && one.covers(check.check()))
                .findFirst();
        entry.ifPresent(met::add);
        return entry.map(known -> check.with(Outcome.KNOWN_FAILURE, known.reason()))
                .orElse(check);
    }

    private void stale(KnownFailure entry, List<CheckResult> checks) {
        String why = "expected to fail, did not; remove the entry (" + entry.reason() + ")";
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).check().equals(entry.check())) {
                checks.set(i, checks.get(i).with(Outcome.UNEXPECTED_PASS, why));
                return;
            }
        }
        String id = entry.check().substring(entry.check().lastIndexOf('/') + 1);
        Rule rule = rules.find(id).orElseGet(() -> rules.get("SUI-5"));
        checks.add(new CheckResult(
                entry.check(), rule, rule.judgedParty(), "", Outcome.UNEXPECTED_PASS, 0, List.of(), why));
    }
}

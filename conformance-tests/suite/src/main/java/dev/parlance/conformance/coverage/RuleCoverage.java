package dev.parlance.conformance.coverage;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which rules of the profiles claimed a run could judge, of those that bind a party it looked at. */
final class RuleCoverage {
    private static final Set<Outcome> JUDGED =
            EnumSet.of(Outcome.PASS, Outcome.FAIL, Outcome.KNOWN_FAILURE, Outcome.UNEXPECTED_PASS);

    private RuleCoverage() {}

    static List<CoverageRow> rows(Protocol protocol, List<String> profiles, RunResult result) {
        Set<Party> parties = EnumSet.noneOf(Party.class);
        Set<String> judged = new HashSet<>();
        for (CheckResult check : result.checks()) {
            parties.add(check.party());
            if (JUDGED.contains(check.outcome())) {
                judged.add(check.rule().id());
            }
        }
        List<CoverageRow> rows = new ArrayList<>();
        for (String profile : profiles) {
            List<String> ids = protocol.rules().all().stream()
                    .filter(rule -> rule.profile().equals(profile) && binds(rule, parties))
                    .map(Rule::id)
                    .toList();
            if (!ids.isEmpty()) {
                List<String> missing =
                        ids.stream().filter(id -> !judged.contains(id)).toList();
                rows.add(new CoverageRow(
                        CoverageGroup.RULES, profile, ids.size(), ids.size() - missing.size(), missing));
            }
        }
        return rows;
    }

    private static boolean binds(Rule rule, Set<Party> parties) {
        return rule.duties().stream().anyMatch(parties::contains);
    }
}

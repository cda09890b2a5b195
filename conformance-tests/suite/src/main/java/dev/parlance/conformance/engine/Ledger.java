package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where all checks write down what they find, one tally a rule and party. */
final class Ledger {
    private final RuleBook rules;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    Ledger(RuleBook rules) {
        this.rules = rules;
    }

    Tally server(String id) {
        return tally(rules.get(id), Party.SERVER);
    }

    Tally client(String id) {
        return tally(rules.get(id), Party.CLIENT);
    }

    /** The tally of a rule for a party; empty if the rule does not bind it. */
    Optional<Tally> find(String id, Party party) {
        Rule rule = rules.get(id);
        return rule.duties().contains(party) ? Optional.of(tally(rule, party)) : Optional.empty();
    }

    /** Ids of the rules that some check is bound to. */
    Set<String> checkedRules() {
        Set<String> ids = new TreeSet<>();
        tallies.values().forEach(tally -> ids.add(tally.verdict().rule().id()));
        return ids;
    }

    /** All verdicts in the order of the rule book. */
    List<Verdict> verdicts() {
        List<Verdict> all = new ArrayList<>();
        for (Rule rule : rules.all()) {
            for (Party party : Party.values()) {
                Tally tally = tallies.get(key(rule, party));
                if (tally != null) {
                    all.add(tally.verdict());
                }
            }
        }
        return all;
    }

    private Tally tally(Rule rule, Party party) {
        if (!rule.duties().contains(party)) {
            throw new IllegalArgumentException(rule.id() + " does not bind the " + party.word());
        }
        return tallies.computeIfAbsent(key(rule, party), key -> new Tally(rule, party));
    }

    private static String key(Rule rule, Party party) {
        return rule.id() + " " + party;
    }
}

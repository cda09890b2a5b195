package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The count of one rule for one party. */
final class Tally {
    private static final int MAX_KEPT = 100;
    private static final int MAX_EXCERPT = 2_000;

    private final Rule rule;
    private final Party party;
    private final List<Failure> kept = new ArrayList<>();
    private long evidence;
    private long failures;

    Tally(Rule rule, Party party) {
        this.rule = rule;
        this.party = party;
    }

    /** Counts an occasion at which the rule was kept, if the party has shown before that it speaks the protocol. */
    void pass(Sighting at) {
        if (at.connection().credible(party)) {
            evidence++;
        }
    }

    void passIf(boolean kept, Sighting at, String expected, String seen) {
        if (kept) {
            pass(at);
        } else {
            fail(at, expected, seen);
        }
    }

    void fail(Sighting at, String expected, String seen) {
        fail(at, expected, seen, "");
    }

    void fail(Sighting at, String expected, String seen, String path) {
        failures++;
        if (kept.size() < MAX_KEPT) {
            byte[] bytes = at.event().bytes();
            int length = Math.min(bytes.length, MAX_EXCERPT);
            String excerpt = new String(bytes, 0, length, StandardCharsets.UTF_8);
            kept.add(new Failure(
                    at.number(),
                    at.event().micros(),
                    at.connection().name(),
                    at.event().direction().sign(),
                    expected,
                    seen,
                    path,
                    length < bytes.length ? excerpt + "…" : excerpt));
        }
    }

    Verdict verdict() {
        return new Verdict(rule, party, evidence, failures, kept);
    }
}

package dev.parlance.conformance.protocol;

import java.util.Set;

/**
 * A normative rule of the protocol.
 *
 * <pre>{@code
 * new Rule("LIF-2", Set.of(Party.SERVER), "must", "passive", "core", "`turn/started` exactly once a turn …")
 * }</pre>
 *
 * @param id family and number
 * @param duties who is bound by it
 * @param level {@code must} or {@code should}
 * @param judged {@code passive}, {@code active}, {@code compare}; empty for the suite's own rules
 * @param profile the profile it belongs to; empty for the suite's own rules
 * @param text what it demands
 */
public record Rule(String id, Set<Party> duties, String level, String judged, String profile, String text) {
    /** Copies the set. */
    public Rule {
        duties = Set.copyOf(duties);
    }

    /** Whether any transcript can show that the rule is kept or broken. */
    public boolean passive() {
        return judged.equals("passive");
    }

    /** Whose conduct a scenario judges by this rule: the server's, unless it binds clients or transports alone. */
    public Party judgedParty() {
        if (duties.contains(Party.SERVER) || duties.contains(Party.SUITE)) {
            return Party.SERVER;
        }
        return duties.contains(Party.TRANSPORT) ? Party.TRANSPORT : Party.CLIENT;
    }
}

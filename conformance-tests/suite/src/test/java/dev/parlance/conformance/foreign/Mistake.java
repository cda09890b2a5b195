package dev.parlance.conformance.foreign;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Mistakes that the foreign server can make, with scenarios that meet them and all rules that are broken there. */
@SuppressWarnings("ImmutableEnumChecker")
enum Mistake {
    LATE_DELTA(List.of("plain-turn", "turn-without-output-ends"), Set.of("STR-1")),
    ROUNDS_IDS(List.of("plain-turn", "ids-come-back-as-they-were"), Set.of("RPC-1", "RPC-4")),
    DOUBLE_ANSWER(List.of("plain-turn", "blank-lines-are-survived"), Set.of("RPC-2")),
    DIES_ON_GARBAGE(List.of("plain-turn", "broken-json-is-survived"), Set.of("FRM-5")),
    OPEN_DOOR(List.of("plain-turn", "nothing-is-served-before-the-handshake"), Set.of("INI-1", "INI-3")),
    ACCEPTS_ANYTHING(
            List.of("plain-turn", "enum-values-match-exactly", "values-out-of-range-are-refused"),
            Set.of("ERR-2", "SCH-3", "SCH-16")),
    DEAF(List.of("plain-turn", "interrupt-while-the-model-streams"), Set.of("INT-1", "LIF-9")),
    ODD_STATUS(List.of("plain-turn"), Set.of("SCH-3", "LIF-9", "LIF-11")),
    STAYS_ACTIVE(List.of("plain-turn", "turn-without-output-ends"), Set.of("LIF-13")),
    OPEN_ITEMS(List.of("plain-turn"), Set.of("LIF-3")),
    MUTE_USER(List.of("plain-turn"), Set.of("LIF-18")),
    HALVES(List.of("plain-turn", "no-character-is-split-in-a-reply"), Set.of("FRM-4", "STR-4"));

    final List<String> scenarios;
    final Set<String> rules;

    Mistake(List<String> scenarios, Set<String> rules) {
        this.scenarios = scenarios;
        this.rules = rules;
    }

    /** Whether something does not come and is waited for in vain. */
    boolean silent() {
        return this == DEAF || this == ROUNDS_IDS;
    }

    /** As the server is told. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One lifecycle of the protocol document, made ready to run. States and steps are numbers; at most 32 states. */
final class Automaton {
    private final String name;
    private final List<String> keys = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private final int initial;
    private final int[][] next;
    private final @Nullable Breach[][] breaches;
    private final List<List<Breach>> breachesOfStep = new ArrayList<>();
    private final List<Breach> allBreaches = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final Set<String> announcedBy = new HashSet<>();
    private final int[] reachable;

    Automaton(String name, JsonNode document, Ledger ledger) {
        this.name = name;
        document.get("key").forEach(key -> keys.add(key.textValue()));
        document.get("states").forEach(state -> states.add(state.textValue()));
        initial = states.indexOf(document.get("initial").textValue());
        for (String kind : List.of("transitions", "violations")) {
            document.get(kind).forEach(edge -> steps.putIfAbsent(edge.get("on").textValue(), steps.size()));
        }
        next = new int[states.size()][steps.size()];
        breaches = new Breach[states.size()][steps.size()];
        for (int[] row : next) {
            Arrays.fill(row, -1);
        }
        steps.forEach((step, index) -> breachesOfStep.add(new ArrayList<>()));
        document.get("transitions").forEach(this::transition);
        document.get("violations").forEach(edge -> violation(edge, ledger));
        document.path("open").forEach(edge -> open.add(Open.of(edge, states, ledger)));
        reachable = closure();
    }

    /** A step that some states do not allow, and the tallies of the rule by the party at fault. */
    record Breach(int index, String step, int from, String rule, Map<Party, Tally> tallies) {}

    /** A state that must be left. */
    record Open(int state, String closedBy, boolean atEnd, String rule, Tally tally) {
        static Open of(JsonNode edge, List<String> states, Ledger ledger) {
            return new Open(
                    states.indexOf(edge.get("state").textValue()),
                    edge.get("closedBy").textValue(),
                    edge.path("judged").asText("").equals("at-end"),
                    edge.get("rule").textValue(),
                    ledger.server(edge.get("rule").textValue()));
        }
    }

    String name() {
        return name;
    }

    List<String> keys() {
        return keys;
    }

    int initial() {
        return initial;
    }

    String state(int state) {
        return states.get(state);
    }

    List<Open> open() {
        return open;
    }

    List<Breach> allBreaches() {
        return allBreaches;
    }

    /** Notifications that move it: without them its state is not known. */
    Set<String> announcedBy() {
        return announcedBy;
    }

    /** A notification of that method makes that step. */
    void announced(String method, int step) {
        boolean moves = Arrays.stream(next).anyMatch(row -> row[step] >= 0);
        if (moves) {
            announcedBy.add(method);
        }
    }

    /** Number of a step; -1 if the automaton does not know it. */
    int step(String step) {
        return steps.getOrDefault(step, -1);
    }

    @Nullable
    Breach breach(int state, int step) {
        return breaches[state][step];
    }

    List<Breach> breachesOf(int step) {
        return breachesOfStep.get(step);
    }

    /**
     * The state in which an instance must have been that was not seen before and makes that step: the first one, after the
     * initial one, that allows it.
     */
    int unseen(int step) {
        for (int state = 0; state < breaches.length; state++) {
            if (canReach(initial, 1 << state) && state != initial && breaches[state][step] == null) {
                return state;
            }
        }
        return initial;
    }

    /** The state after a step; the same one if the step does not move it. */
    int after(int state, int step) {
        return next[state][step] < 0 ? state : next[state][step];
    }

    boolean moves(int state, int step) {
        return next[state][step] >= 0;
    }

    /** Whether one of the states, given as bits, can still come. */
    boolean canReach(int state, int states) {
        return (reachable[state] & states) != 0;
    }

    private void transition(JsonNode edge) {
        int step = step(edge.get("on").textValue());
        int to = states.indexOf(edge.get("to").textValue());
        edge.get("from").forEach(from -> next[states.indexOf(from.textValue())][step] = to);
    }

    private void violation(JsonNode edge, Ledger ledger) {
        String on = edge.get("on").textValue();
        int step = step(on);
        int from = 0;
        for (JsonNode state : edge.get("from")) {
            from |= 1 << states.indexOf(state.textValue());
        }
        String rule = edge.get("rule").textValue();
        Map<Party, Tally> tallies = new EnumMap<>(Party.class);
        for (Party party : List.of(Party.SERVER, Party.CLIENT)) {
            ledger.find(rule, party).ifPresent(tally -> tallies.put(party, tally));
        }
        Breach breach = new Breach(allBreaches.size(), on, from, rule, tallies);
        allBreaches.add(breach);
        breachesOfStep.get(step).add(breach);
        for (int state = 0; state < states.size(); state++) {
            if ((from & (1 << state)) != 0) {
                breaches[state][step] = breach;
            }
        }
    }

    private int[] closure() {
        int[] all = new int[states.size()];
        for (int round = 0; round < states.size(); round++) {
            for (int state = 0; state < all.length; state++) {
                for (int to : next[state]) {
                    if (to >= 0) {
                        all[state] |= (1 << to) | all[to];
                    }
                }
            }
        }
        return all;
    }
}

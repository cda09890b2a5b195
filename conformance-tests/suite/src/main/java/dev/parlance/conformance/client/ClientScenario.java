package dev.parlance.conformance.client;

import java.util.List;
import java.util.Set;

/**
 * One run of a client: what the server that the suite plays says and expects.
 *
 * <pre>{@code
 * ClientScenarios.load().get("plain-turn").rules()
 * }</pre>
 *
 * @param name unique
 * @param title what it is about, one sentence
 * @param rules those it judges, in the order of its steps
 * @param needs what the client must be able to do
 * @param transports {@code one}: the first that the subject offers; {@code each}; or {@code stdio} alone
 * @param decision what the user decides when asked
 * @param stubborn whether the server ignores the end of its input
 * @param parallel whether the client is to hold two conversations at once
 * @param steps what happens, fragments put in place
 */
record ClientScenario(
        String name,
        String title,
        List<String> rules,
        Set<String> needs,
        String transports,
        String decision,
        boolean stubborn,
        boolean parallel,
        List<Step> steps) {
    ClientScenario {
        rules = List.copyOf(rules);
        needs = Set.copyOf(needs);
        steps = List.copyOf(steps);
    }
}

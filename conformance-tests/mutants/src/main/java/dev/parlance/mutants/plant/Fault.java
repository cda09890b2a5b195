package dev.parlance.mutants.plant;

import java.util.List;

/**
 * A fault as it is described.
 *
 * @param id its name in lists, say {@code F087}
 * @param rule the rule it breaks; empty for a variant that is harmless
 * @param title what the server does wrong
 * @param scenarios the scenarios that are to show it; empty for all that have a check of the rule
 * @param steps what is done to the lines
 * @param evidence what the suite must have seen in each of the scenarios for a harmless variant to count as tried
 */
public record Fault(String id, String rule, String title, List<String> scenarios, List<Step> steps, Evidence evidence) {
    /** Copies the lists. */
    public Fault {
        scenarios = List.copyOf(scenarios);
        steps = List.copyOf(steps);
    }

    /** One that shows by the rule that it breaks, or at once. */
    public Fault(String id, String rule, String title, List<String> scenarios, List<Step> steps) {
        this(id, rule, title, scenarios, steps, Evidence.NONE);
    }

    /** Whether nobody may complain of it. */
    public boolean harmless() {
        return rule.isEmpty();
    }
}

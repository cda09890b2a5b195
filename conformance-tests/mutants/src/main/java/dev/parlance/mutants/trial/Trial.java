package dev.parlance.mutants.trial;

import dev.parlance.mutants.plant.Fault;

/**
 * What came of one planted fault, or of one harmless variant.
 *
 * @param fault what was planted
 * @param right whether the suite said what it had to say: the rule of a fault, nothing of a harmless variant
 * @param scenario where it showed, or the last that was tried; empty if there was none
 * @param said what the suite said, for people
 */
public record Trial(Fault fault, boolean right, String scenario, String said) {
    @Override
    public String toString() {
        return fault.id() + " " + (fault.harmless() ? "harmless" : fault.rule()) + " " + fault.title() + ": "
                + (scenario.isEmpty() ? "" : scenario + ": ") + said;
    }
}

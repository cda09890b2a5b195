package dev.parlance.mutants.trial;

import java.util.List;

/**
 * The suite's power in numbers.
 *
 * <pre>{@code
 * caught 140 of 144 planted faults by the right rule, 0 false alarms
 * }</pre>
 *
 * @param caught faults that a check of their own rule failed on
 * @param planted all faults
 * @param falseAlarms harmless variants that some check failed on
 */
public record Figure(long caught, long planted, long falseAlarms) {
    /** Counts. */
    public static Figure of(List<Trial> trials) {
        long caught = trials.stream()
                .filter(trial -> !trial.fault().harmless() && trial.right())
                .count();
        long planted =
                trials.stream().filter(trial -> !trial.fault().harmless()).count();
        long alarms = trials.stream()
                .filter(trial -> trial.fault().harmless() && !trial.right())
                .count();
        return new Figure(caught, planted, alarms);
    }

    /** The share that was caught, from 0 to 1. */
    public double share() {
        return planted == 0 ? 0 : (double) caught / planted;
    }

    @Override
    public String toString() {
        return "caught " + caught + " of " + planted + " planted faults by the right rule, " + falseAlarms
                + " false alarms";
    }
}

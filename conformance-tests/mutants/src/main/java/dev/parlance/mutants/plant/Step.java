package dev.parlance.mutants.plant;

import java.util.List;

/**
 * What is done to which lines.
 *
 * @param match which lines
 * @param actions what is done, in this order
 * @param kind what that is good for
 */
public record Step(Match match, List<Action> actions, Kind kind) {
    /** Copies the list. */
    public Step {
        actions = List.copyOf(actions);
    }

    /** When a step counts as a fault that was planted. */
    public enum Kind {
        /** It only keeps something in mind: never. */
        PREPARING,
        /** It changes lines: when a line is another than before. */
        EDITING,
        /** It does more: whenever it is taken. */
        ACTING
    }
}

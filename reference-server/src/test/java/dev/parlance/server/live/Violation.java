package dev.parlance.server.live;

/**
 * A rule that a transcript breaks.
 *
 * @param rule id of the rule, such as {@code LIF-3}
 * @param at index of the message that shows it; the number of messages where it is what never came
 */
public record Violation(String rule, int at, String text) {
    @Override
    public String toString() {
        return rule + " at " + at + ": " + text;
    }
}

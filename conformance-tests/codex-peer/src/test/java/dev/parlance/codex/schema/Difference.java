package dev.parlance.codex.schema;

/**
 * One point on which the two schemas disagree.
 *
 * @param at the definition in our schema (a method, where methods differ) and the way from there: {@code Turn/items[]},
 *     {@code UserInput|type=image/url}, {@code TurnStatus=failed}
 * @param fact what differs there: {@code type}, {@code null}, {@code required}, {@code presence}, a keyword
 * @param ours what our schema says
 * @param real what the real server's schema says
 * @param reachedBy one way to get there, for the reader
 */
record Difference(String at, String fact, String ours, String real, String reachedBy) {
    /** What the difference is, whichever way it was reached. */
    String identity() {
        return at + ": " + fact + ": ours " + ours + ", real " + real;
    }

    @Override
    public String toString() {
        return identity() + " (" + reachedBy + ")";
    }
}

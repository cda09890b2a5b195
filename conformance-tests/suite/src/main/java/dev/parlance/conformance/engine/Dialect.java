package dev.parlance.conformance.engine;

/**
 * What implementations may choose and a judge has to know.
 *
 * <pre>{@code
 * Dialect.STANDARD.withTurnAnswerFirst()
 * }</pre>
 *
 * @param writesJsonrpc whether messages bear the member {@code jsonrpc}
 * @param threadAnswerFirst whether the answer that announces a thread precedes {@code thread/started} for its caller
 * @param turnAnswerFirst whether the answer of {@code turn/start} precedes {@code turn/started}
 */
public record Dialect(boolean writesJsonrpc, boolean threadAnswerFirst, boolean turnAnswerFirst) {
    /** Observed on codex 0.169.0: no {@code jsonrpc}, threads are announced by the answer, turns may overtake it. */
    public static final Dialect STANDARD = new Dialect(false, true, false);

    /** The same, with turns announced by the answer as well. */
    public Dialect withTurnAnswerFirst() {
        return new Dialect(writesJsonrpc, threadAnswerFirst, true);
    }
}

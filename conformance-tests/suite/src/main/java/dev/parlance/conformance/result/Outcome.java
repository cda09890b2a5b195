package dev.parlance.conformance.result;

import java.util.Locale;

/**
 * How a check ended.
 *
 * <pre>{@code
 * results.stream().anyMatch(result -> result.outcome() == Outcome.FAIL)
 * }</pre>
 */
public enum Outcome {
    /** There was occasion to break the rule, and it was kept. */
    PASS,
    /** The rule was broken. */
    FAIL,
    /** The rule was broken, and the subject's file says why that is expected. */
    KNOWN_FAILURE,
    /** The subject's file expects a failure that did not come: the entry is stale. Counts as wrong. */
    UNEXPECTED_PASS,
    /** The check belongs to a profile or an ability that the subject does not claim. */
    NOT_CLAIMED,
    /** The subject did not get as far as the check: it crashed, hung or refused what leads there. */
    COULD_NOT_RUN,
    /** Nothing happened that could show it; only checks that listen and do not provoke end so. */
    NOT_EXERCISED;

    /** The word used in reports, say {@code known-failure}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

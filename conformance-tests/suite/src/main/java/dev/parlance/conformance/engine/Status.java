package dev.parlance.conformance.engine;

import java.util.Locale;

/**
 * What a transcript says about a rule.
 *
 * <pre>{@code
 * verdict.status() == Status.FAIL
 * }</pre>
 */
public enum Status {
    /** There was occasion to break the rule, and it was kept. */
    PASS,
    /** It was broken at least once. */
    FAIL,
    /** Nothing happened that could show it. */
    NOT_EXERCISED;

    /** The word used in reports, say {@code not-exercised}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

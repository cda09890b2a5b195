package dev.parlance.codegen.model;

/**
 * What the schema says about a thing, untrusted text as it stands there: {@code new Doc("Seconds.", Stability.STABLE)}.
 *
 * @param text empty for none
 * @param stability stable unless the schema says otherwise
 */
public record Doc(String text, Stability stability) {
    /** Nothing said. */
    public static final Doc NONE = new Doc("", Stability.STABLE);
}

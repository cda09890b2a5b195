package dev.parlance.conformance.subject;

import java.util.regex.Pattern;

/**
 * A failure that is expected, with the reason. It covers checks by name; a check is {@code SCENARIO/RULE}.
 *
 * <pre>{@code
 * new KnownFailure("interrupt-*" + "/LIF-3", "the real server leaves items open", "", false).covers("interrupt-command/LIF-3")
 * }</pre>
 *
 * @param check name of the check, {@code *} standing for anything
 * @param reason what the subject does, and why that is not mended
 * @param until version or issue with which it is expected to end; may be empty
 * @param sometimes whether it depends on chance, so that it is not stale when it does not happen
 */
public record KnownFailure(String check, String reason, String until, boolean sometimes) {
    /** Whether the entry covers that check. */
    public boolean covers(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : check.split("\\*", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return name.matches(pattern.toString());
    }
}

package dev.parlance.conformance.fuzz;

import java.util.List;

/**
 * A rule that the subject broke.
 *
 * <pre>{@code
 * System.out.println(finding.signature() + ": " + finding.seen());
 * }</pre>
 *
 * @param signature what it is
 * @param expected what the rule wants
 * @param seen what was there
 * @param session number of the session that showed it first
 * @param steps what was sent, shortest first come to last, one line each
 * @param scenario the same as a scenario file
 * @param reproduced whether a fresh subject did it again
 * @param known why it is expected; empty if it is not
 * @param times how often it was seen
 */
public record Finding(
        Signature signature,
        String expected,
        String seen,
        int session,
        List<String> steps,
        String scenario,
        boolean reproduced,
        String known,
        int times) {
    /** Copies the list. */
    public Finding {
        steps = List.copyOf(steps);
    }

    /** Whether it counts: what is known does not, nor what a fresh subject did not do again. */
    public boolean counts() {
        return known.isEmpty() && reproduced;
    }
}

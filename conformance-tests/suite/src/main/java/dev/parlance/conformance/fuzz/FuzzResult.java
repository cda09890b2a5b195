package dev.parlance.conformance.fuzz;

import java.util.List;
import java.util.Map;

/**
 * What a fuzzing run came to.
 *
 * <pre>{@code
 * result.findings().stream().anyMatch(Finding::counts)
 * }</pre>
 *
 * @param seed the seed
 * @param sessions how many sessions there were
 * @param sent steps by kind
 * @param accepted by method, how often a right request was answered with a result
 * @param proven refusals whose repaired twin was not refused in the same words
 * @param unproven refusals whose repaired twin was
 * @param leftOut methods that were not sent, with the reason
 * @param findings what was broken, in the order in which it was seen
 */
public record FuzzResult(
        long seed,
        int sessions,
        Map<String, Integer> sent,
        Map<String, Integer> accepted,
        int proven,
        int unproven,
        Map<String, String> leftOut,
        List<Finding> findings) {
    /** Copies the list; the maps are kept in their order. */
    public FuzzResult {
        findings = List.copyOf(findings);
    }
}

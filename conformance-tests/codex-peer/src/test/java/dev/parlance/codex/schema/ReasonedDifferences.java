package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The written list of what may differ, and why: {@code schema-differences.json}. An entry says both sides, so that it
 * stops covering a difference that has become another one, and an entry that covers nothing is an error as well.
 */
final class ReasonedDifferences {
    private final Map<String, String> reasons = new TreeMap<>();
    private final Map<String, String> reasonsNotCovered = new TreeMap<>();

    ReasonedDifferences(JsonNode list) {
        for (JsonNode entry : list.path("differences")) {
            String difference = new Difference(
                            text(entry, "at"), text(entry, "fact"), text(entry, "ours"), text(entry, "real"), "")
                    .identity();
            add(reasons, difference, text(entry, "reason"));
        }
        list.path("methodsNotCovered")
                .properties()
                .forEach(group ->
                        group.getValue().forEach(method -> add(reasonsNotCovered, method.textValue(), group.getKey())));
    }

    private static String text(JsonNode entry, String member) {
        String text = entry.path(member).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException("schema-differences.json: " + member + " is missing in " + entry);
        }
        return text;
    }

    private static void add(Map<String, String> reasons, String what, String reason) {
        if (reason.isBlank() || reasons.put(what, reason) != null) {
            throw new IllegalArgumentException("schema-differences.json: no reason, or listed twice: " + what);
        }
    }

    /** The differences nobody gave a reason for. */
    List<String> unexplained(Collection<Difference> found) {
        return found.stream()
                .filter(difference -> !reasons.containsKey(difference.identity()))
                .map(Difference::toString)
                .toList();
    }

    /** Entries whose difference is gone: delete them. */
    List<String> stale(Collection<Difference> found) {
        Set<String> known = found.stream().map(Difference::identity).collect(Collectors.toSet());
        return reasons.keySet().stream().filter(entry -> !known.contains(entry)).toList();
    }

    /** Methods said to be left out. */
    Set<String> methodsNotCovered() {
        return new TreeSet<>(reasonsNotCovered.keySet());
    }
}

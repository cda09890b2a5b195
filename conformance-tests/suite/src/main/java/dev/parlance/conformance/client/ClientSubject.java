package dev.parlance.conformance.client;

import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client under test, as its file describes it; {@code conformance-tests/subjects/client-template.yaml} explains every
 * member. Texts still hold their placeholders.
 *
 * <pre>{@code
 * ClientSubject subject = ClientSubjectReader.read(Path.of("subjects/java-client.yaml"));
 * }</pre>
 *
 * @param file where it was read from
 * @param name short, for reports
 * @param about one sentence
 * @param starts how to start it, by transport ({@code stdio}, {@code websocket}); in the order of the file
 * @param tells what the suite hears of what its user sees, in the words of the template
 * @param decisions what its user can be made to decide: accept, decline, late
 * @param parallel whether it can be told to hold two conversations at once
 * @param turnDeadline when it gives up a turn that does not end; null if it never does
 * @param exits how long it may take to end by itself after its turn
 * @param knownFailures what is expected to fail
 */
public record ClientSubject(
        Path file,
        String name,
        String about,
        Map<String, Subject.Start> starts,
        Set<String> tells,
        Set<String> decisions,
        boolean parallel,
        @Nullable Duration turnDeadline,
        Duration exits,
        List<KnownFailure> knownFailures) {
    /** Copies the collections. */
    public ClientSubject {
        starts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(starts));
        tells = Set.copyOf(tells);
        decisions = Set.copyOf(decisions);
        knownFailures = List.copyOf(knownFailures);
    }

    /** Whether it can do what a scenario needs, say {@code tells shown}, {@code decision late}, {@code parallel}. */
    boolean can(String need) {
        int blank = need.indexOf(' ');
        String detail = need.substring(blank + 1);
        return switch (blank < 0 ? need : need.substring(0, blank)) {
            case "tells" ->
                detail.equals("end") ? tells.contains("turn") || tells.contains("exit") : tells.contains(detail);
            case "decision" -> decisions.contains(detail);
            case "parallel" -> parallel;
            case "deadline" -> turnDeadline != null;
            default -> throw new IllegalArgumentException("no client was ever asked for " + need);
        };
    }
}

package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that must stand in a recording, each after the one before, for a variant to count as tried.
 *
 * <pre>{@code
 * if (!fault.evidence().in(played.scenario().events())) { … the suite never saw it … }
 * }</pre>
 */
public final class Evidence {
    /** None is asked for. */
    public static final Evidence NONE = new Evidence(List.of());

    private final List<Match> lines;

    private Evidence(List<Match> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads descriptions that are written like the {@code on} of a step.
     *
     * @throws IllegalArgumentException if one holds a word that is not known
     */
    static Evidence of(JsonNode descriptions) {
        List<Match> lines = new ArrayList<>();
        descriptions.forEach(description -> lines.add(new Match(description)));
        return new Evidence(lines);
    }

    /** Whether all of it was heard or said on the connections of that recording. */
    public boolean in(List<TranscriptEvent> recording) {
        if (lines.isEmpty()) {
            return true;
        }
        Planting search = new Planting(steps());
        search.rehearse(recording);
        return search.shared().marked(found(lines.size() - 1));
    }

    /** The last line first, so that no line stands for two. */
    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = lines.size(); i-- > 0; ) {
            int place = i;
            Action note = passing -> {
                if (place == 0 || passing.shared().marked(found(place - 1))) {
                    passing.shared().mark(found(place));
                }
            };
            steps.add(new Step(lines.get(place), List.of(note), Step.Kind.PREPARING));
        }
        return steps;
    }

    private static String found(int place) {
        return "found " + place;
    }
}

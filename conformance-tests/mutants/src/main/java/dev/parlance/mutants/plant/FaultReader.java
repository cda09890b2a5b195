package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads lists of faults; README.md says how they are written.
 *
 * <pre>{@code
 * List<Fault> faults = new FaultReader("faults.yaml").read(stream);
 * }</pre>
 */
public final class FaultReader {
    private static final Set<String> WORDS = Set.of("id", "rule", "title", "scenarios", "steps", "seen");

    private final String source;

    /** Reads from a source that has that name in complaints. */
    public FaultReader(String source) {
        this.source = source;
    }

    /**
     * Reads all faults in their order.
     *
     * @throws IllegalArgumentException if one is described in words that are not known; it names the fault
     * @throws IOException if the stream cannot be read or is no YAML
     */
    public List<Fault> read(InputStream in) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode row : new ObjectMapper(new YAMLFactory()).readTree(in)) {
            String id = row.path("id").asText();
            try {
                faults.add(fault(row));
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new IllegalArgumentException(source + ": fault " + id + ": " + e.getMessage(), e);
            }
            if (id.isEmpty() || !ids.add(id)) {
                throw new IllegalArgumentException(source + ": fault " + id + ": give each fault an id of its own");
            }
        }
        return faults;
    }

    private static Fault fault(JsonNode row) {
        row.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                throw new IllegalArgumentException(word + " is not one of " + WORDS);
            }
        });
        List<String> scenarios = new ArrayList<>();
        row.path("scenarios").forEach(name -> scenarios.add(name.asText()));
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : row.path("steps")) {
            List<Action> actions = new ArrayList<>();
            step.fieldNames().forEachRemaining(word -> {
                if (!word.equals("on") && !word.equals("do")) {
                    throw new IllegalArgumentException("a step has on and do, not " + word);
                }
            });
            step.path("do").forEach(action -> actions.add(Actions.of(action)));
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("a step says nothing to do: " + step);
            }
            steps.add(new Step(new Match(step.path("on")), actions, Actions.kind(step.path("do"))));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("it has no steps");
        }
        return new Fault(
                row.get("id").asText(),
                row.path("rule").asText(),
                row.get("title").asText(),
                scenarios,
                steps,
                Evidence.of(row.path("seen")));
    }
}

package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a step can do, by name. */
final class Verbs {
    private static final Map<String, Verb> ALL = new TreeMap<>();

    static {
        ALL.putAll(Processes.VERBS);
        ALL.putAll(Talk.VERBS);
        ALL.putAll(Bytes.VERBS);
        ALL.putAll(Sockets.VERBS);
        ALL.putAll(Discretion.VERBS);
        ALL.putAll(Looks.VERBS);
        ALL.putAll(Outside.VERBS);
        ALL.putAll(Memory.VERBS);
        ALL.putAll(Courses.VERBS);
        ALL.putAll(Outlines.VERBS);
    }

    private Verbs() {}

    static Verb get(String name) {
        Verb verb = ALL.get(name);
        if (verb == null) {
            throw new ScenarioException("no verb " + name + "; there are " + ALL.keySet());
        }
        return verb;
    }

    /** The verb of a step. */
    static String of(JsonNode step) {
        List<String> found = new ArrayList<>();
        // The first member is the verb: some verbs are options of others.
        step.fieldNames().forEachRemaining(name -> {
            if (found.isEmpty() && ALL.containsKey(name)) {
                found.add(name);
            }
        });
        if (found.isEmpty()) {
            throw new ScenarioException("a step without a verb: " + step + "; verbs are " + ALL.keySet());
        }
        return found.get(0);
    }

    /** Notes what is wrong with steps. */
    static void check(JsonNode steps, String place, List<String> problems) {
        int i = 0;
        for (JsonNode step : steps) {
            String at = place + "/" + i++;
            if (step.has("case")) {
                step.path("of").properties().forEach(e -> check(e.getValue(), at + "/of/" + e.getKey(), problems));
            } else if (step.has("repeat")) {
                check(step.path("steps"), at + "/steps", problems);
            } else {
                checkOne(step, at, problems);
                check(step.path(Forgone.OPTION), at + "/" + Forgone.OPTION, problems);
            }
        }
    }

    private static void checkOne(JsonNode step, String at, List<String> problems) {
        String name;
        try {
            name = of(step);
        } catch (ScenarioException e) {
            problems.add(at + ": " + e.getMessage());
            return;
        }
        Verb verb = ALL.get(name);
        step.fieldNames().forEachRemaining(member -> {
            if (verb != null
                    && !member.equals(name)
                    && !verb.options().contains(member)
                    && !Step.COMMON.contains(member)) {
                problems.add(at + "/" + member + ": " + name + " has no such option; it has "
                        + verb.options().stream().sorted().toList());
            }
        });
    }
}

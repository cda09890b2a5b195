package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the automata of {@code lifecycles.json}: LIF-2, LIF-3, LIF-4, LIF-9, LIF-10, STR-1, APR-1, APR-13, APR-14. The
 * request automaton is {@link EnvelopeJudge}'s, the connection's {@link ConnectionJudge}'s. A client that joins a thread
 * late, or leaves it, sees turns and items without their beginning or end: that is no violation.
 */
final class LifecycleJudge implements Judge {
    private static final Set<String> OTHERS = Set.of("request", "connection", "process");

    private final Map<List<String>, Instance> instances = new HashMap<>();
    /** Threads that were resumed or left on this connection. */
    private final Set<String> partial = new HashSet<>();

    private static final class Instance {
        final String lifecycle;
        String state;
        final Map<String, String> facts = new HashMap<>();

        Instance(String lifecycle) {
            this.lifecycle = lifecycle;
            this.state = Protocol.LIFECYCLES
                    .at("/lifecycles/" + lifecycle + "/initial")
                    .asText();
        }
    }

    @Override
    public void message(Transcript.Message message, Findings findings) {
        if (!message.fromServer()) {
            if (Set.of("thread/resume", "thread/unsubscribe", "thread/revert").contains(message.method())) {
                partial.add(message.at("/params/threadId").asText());
            }
            return;
        }
        if (message.isResponse()) {
            return;
        }
        String kind = message.isRequest() ? "request" : "notification";
        for (JsonNode entry : Protocol.LIFECYCLES.path("messages")) {
            if (entry.path("method").asText().equals(message.method())
                    && entry.path("kind").asText().equals(kind)
                    && entry.path("where").properties().stream()
                            .allMatch(where -> message.at(where.getKey()).equals(where.getValue()))) {
                Map<String, String> key = new HashMap<>();
                entry.path("key")
                        .properties()
                        .forEach(part -> key.put(
                                part.getKey(),
                                message.at(part.getValue().asText()).toString()));
                entry.path("steps").forEach(step -> step(message, step, key, findings));
            }
        }
    }

    private void step(Transcript.Message message, JsonNode step, Map<String, String> key, Findings findings) {
        String lifecycle = step.path("lifecycle").asText();
        if (OTHERS.contains(lifecycle)) {
            return;
        }
        JsonNode automaton = Protocol.LIFECYCLES.path("lifecycles").path(lifecycle);
        List<String> place = new ArrayList<>(List.of(lifecycle));
        automaton.path("key").forEach(part -> place.add(key.getOrDefault(part.asText(), "")));
        Instance instance = instances.computeIfAbsent(place, unused -> new Instance(lifecycle));
        instance.facts.putAll(key);
        String on = step.path("step").asText();
        for (JsonNode violation : automaton.path("violations")) {
            if (violation.path("on").asText().equals(on) && has(violation.path("from"), instance.state)) {
                findings.check(
                        instance.state.equals("new") && isPartial(key),
                        violation.path("rule").asText(),
                        message,
                        lifecycle + " is " + instance.state + ", then " + on);
            }
        }
        for (JsonNode transition : automaton.path("transitions")) {
            if (transition.path("on").asText().equals(on) && has(transition.path("from"), instance.state)) {
                instance.state = transition.path("to").asText();
                break;
            }
        }
        closed(on, key, message.index(), findings);
    }

    /** What may not be open any more when that happens to its turn. */
    private void closed(String by, Map<String, String> key, int index, Findings findings) {
        if (!by.equals("turn-completed")) {
            return;
        }
        for (Instance instance : instances.values()) {
            if (key.get("thread").equals(instance.facts.get("thread"))
                    && key.get("turn").equals(instance.facts.get("turn"))) {
                left(instance, by, index, findings);
            }
        }
    }

    private static void left(Instance instance, String by, int index, Findings findings) {
        for (JsonNode open : Protocol.LIFECYCLES.at("/lifecycles/" + instance.lifecycle + "/open")) {
            if (open.path("closedBy").asText().equals(by)
                    && open.path("state").asText().equals(instance.state)) {
                findings.add(
                        open.path("rule").asText(),
                        index,
                        instance.lifecycle + " is still " + instance.state + " at " + by + ": " + instance.facts);
            }
        }
    }

    private boolean isPartial(Map<String, String> key) {
        String thread = key.getOrDefault("thread", "");
        return partial.contains(thread.replace("\"", ""));
    }

    private static boolean has(JsonNode states, String state) {
        for (JsonNode each : states) {
            if (each.asText().equals(state)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void end(int size, Findings findings) {
        for (Instance instance : instances.values()) {
            if (!isPartial(instance.facts)) {
                left(instance, "transcript-end", size, findings);
            }
        }
    }
}

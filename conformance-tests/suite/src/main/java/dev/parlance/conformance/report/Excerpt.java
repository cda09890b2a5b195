package dev.parlance.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The few lines of a recording that show a failure: the guilty one and its neighbours on the connection, the request
 * that it answers or its answer, and what was said shortly before and after about the same item or turn.
 *
 * <pre>{@code
 * Excerpt.of(result, check).lines().forEach(line -> System.out.println(line.event()));
 * }</pre>
 *
 * @param lines in the order of the recording
 * @param after how many events come after the last line
 */
record Excerpt(List<Line> lines, long after) {
    private static final int BEFORE = 3;
    private static final int AFTER = 2;

    /**
     * One event.
     *
     * @param number its place in the recording, from 1
     * @param event the event
     * @param skipped how many events between the line before and this one are left out
     * @param guilty whether a failure points at it
     */
    record Line(long number, TranscriptEvent event, long skipped, boolean guilty) {}

    /** The excerpt for a check's first failure; empty if the recording does not hold its event. */
    static Excerpt of(RunResult run, CheckResult check) {
        List<TranscriptEvent> events = run.scenarios().stream()
                .filter(played -> played.name().equals(check.scenario()))
                .findFirst()
                .map(PlayedScenario::events)
                .orElse(List.of());
        return of(events, check.failures());
    }

    static Excerpt of(List<TranscriptEvent> events, List<Failure> failures) {
        if (failures.isEmpty() || failures.get(0).event() < 1 || failures.get(0).event() > events.size()) {
            return new Excerpt(List.of(), events.size());
        }
        Set<Long> guilty = failures.stream().map(Failure::event).collect(Collectors.toSet());
        List<Line> lines = new ArrayList<>();
        int last = -1;
        for (int at : chosen(events, (int) failures.get(0).event() - 1)) {
            lines.add(new Line(at + 1, events.get(at), at - last - 1, guilty.contains(at + 1L)));
            last = at;
        }
        return new Excerpt(List.copyOf(lines), events.size() - last - 1L);
    }

    private static TreeSet<Integer> chosen(List<TranscriptEvent> events, int guilty) {
        TranscriptEvent event = events.get(guilty);
        TreeSet<Integer> chosen = new TreeSet<>(List.of(guilty));
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).connection().equals(event.connection())) {
                same.add(i);
            }
        }
        around(same, guilty, BEFORE, AFTER, chosen);
        WireMessage message = WireMessage.of(event);
        JsonNode id = message.id();
        if (id != null) {
            chosen.addAll(partner(events, same, guilty, message, id));
        }
        String topic = message.topic();
        if (!topic.isEmpty()) {
            List<Integer> kin =
                    same.stream().filter(i -> mentions(events.get(i), topic)).toList();
            around(kin, guilty, BEFORE, AFTER, chosen);
            chosen.addAll(kin.subList(0, Math.min(1, kin.size())));
        }
        return chosen;
    }

    /** Adds the last ones before that place and the first ones after it. */
    private static void around(List<Integer> places, int at, int before, int after, Set<Integer> chosen) {
        int found = Collections.binarySearch(places, at);
        int next = found < 0 ? -found - 1 : found;
        chosen.addAll(places.subList(Math.max(0, next - before), Math.min(places.size(), next + 1 + after)));
    }

    /** The request that a response answers, or the response to a request; at most one. */
    private static List<Integer> partner(
            List<TranscriptEvent> events, List<Integer> same, int guilty, WireMessage message, JsonNode id) {
        boolean response = message.isResponse();
        return same.stream()
                .sorted(response ? Comparator.reverseOrder() : Comparator.naturalOrder())
                .filter(i -> response ? i < guilty : i > guilty)
                .filter(i -> events.get(i).direction() != events.get(guilty).direction())
                .filter(i -> isPartner(WireMessage.of(events.get(i)), response, id))
                .limit(1)
                .toList();
    }

    private static boolean isPartner(WireMessage other, boolean request, JsonNode id) {
        return id.equals(other.id()) && other.isResponse() != request;
    }

    private static boolean mentions(TranscriptEvent event, String topic) {
        return event.bytes().length <= WireMessage.MAX_BYTES
                && new String(event.bytes(), StandardCharsets.UTF_8).contains("\"" + topic + "\"");
    }
}

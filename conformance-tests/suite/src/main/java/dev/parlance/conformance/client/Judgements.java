package dev.parlance.conformance.client;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one scenario showed of each rule that it judges. A rule that was not come to could not be judged.
 *
 * <pre>{@code
 * judgements.turnTo("CLI-3");
 * judgements.kept();
 * }</pre>
 */
final class Judgements {
    private static final int EXCERPT = 300;

    private final Map<String, Judgement> found = new LinkedHashMap<>();
    private @Nullable String rule;

    /** How one rule fared. */
    record Judgement(Outcome outcome, long evidence, List<Failure> failures, String reason) {}

    /** Nothing has been judged yet. */
    Judgements(List<String> rules) {
        rules.forEach(id ->
                found.put(id, new Judgement(Outcome.COULD_NOT_RUN, 0, List.of(), "the client did not get so far")));
    }

    Map<String, Judgement> found() {
        return Map.copyOf(found);
    }

    /** From here on steps count for that rule. */
    void turnTo(String id) {
        rule = id;
    }

    /** The steps for the present rule went as they should. */
    Judgements kept() {
        if (rule != null) {
            Judgement before = found.get(rule);
            long evidence = before == null ? 0 : before.evidence();
            found.put(rule, new Judgement(Outcome.PASS, evidence + 1, List.of(), ""));
        }
        return this;
    }

    /** An expectation was not met. */
    Judgements broken(Breach breach, List<TranscriptEvent> events, String where) {
        if (rule == null) {
            return all(Outcome.COULD_NOT_RUN, where + ": expected " + breach.expected() + "; " + breach.seen());
        }
        found.put(rule, new Judgement(Outcome.FAIL, 0, List.of(failure(breach, events)), ""));
        return this;
    }

    /** The scenario does not apply to this client. */
    Judgements leftOut(String why) {
        return all(Outcome.NOT_CLAIMED, why);
    }

    /** Something in the way of the whole scenario. */
    Judgements couldNotRun(String why) {
        return all(Outcome.COULD_NOT_RUN, why);
    }

    private Judgements all(Outcome outcome, String why) {
        found.replaceAll((id, before) ->
                before.outcome() == Outcome.COULD_NOT_RUN ? new Judgement(outcome, 0, List.of(), why) : before);
        return this;
    }

    /** The last event is the best there is to show. */
    private static Failure failure(Breach breach, List<TranscriptEvent> events) {
        int number = events.size();
        while (number > 0 && events.get(number - 1).note() != null) {
            number--;
        }
        if (number == 0) {
            return new Failure(0, 0, "main", "--", breach.expected(), breach.seen(), "", "");
        }
        TranscriptEvent last = events.get(number - 1);
        String text = new String(last.bytes(), StandardCharsets.UTF_8);
        return new Failure(
                number,
                last.micros(),
                last.connection(),
                last.direction().sign(),
                breach.expected(),
                breach.seen(),
                "",
                text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text);
    }
}

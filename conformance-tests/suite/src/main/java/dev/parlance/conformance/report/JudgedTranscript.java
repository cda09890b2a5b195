package dev.parlance.conformance.report;

import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import java.util.List;

/**
 * A transcript and what was found in it.
 *
 * <pre>{@code
 * new JudgedTranscript("session.jsonl", 87, engine.finish()).violated()
 * }</pre>
 *
 * @param name file or connection it came from
 * @param events number of events
 * @param cut whether it breaks off, so that open obligations were not judged
 * @param verdicts one for each rule and party, in the order of the rule book
 */
public record JudgedTranscript(String name, long events, boolean cut, List<Verdict> verdicts) {
    /** Copies the list. */
    public JudgedTranscript {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether a rule that binds without exception was broken. */
    public boolean violated() {
        return verdicts.stream()
                .anyMatch(verdict -> verdict.status() == Status.FAIL
                        && verdict.rule().level().equals("must"));
    }

    /** How many verdicts have that status. */
    public long count(Status status) {
        return verdicts.stream().filter(verdict -> verdict.status() == status).count();
    }
}

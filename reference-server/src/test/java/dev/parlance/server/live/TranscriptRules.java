package dev.parlance.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges what a server said on one connection by the rules that any transcript shows: framing, envelope, schema, order.
 * Silence is no violation, except at the end of a transcript that is said to be whole.
 *
 * <pre>{@code
 * TranscriptRules.all().assertKept(client);                      // at any time
 * TranscriptRules.all().assertKeptToTheEnd(client);              // when nothing runs and nothing is unanswered
 * TranscriptRules.all().except("STR-3").violations(transcript);  // where a test breaks a rule by intention
 * }</pre>
 */
public final class TranscriptRules {
    private final Set<String> exceptions;

    private TranscriptRules(Set<String> exceptions) {
        this.exceptions = exceptions;
    }

    /** Every rule there is a judge for. */
    public static TranscriptRules all() {
        return new TranscriptRules(Set.of());
    }

    /** The same without those rules. */
    public TranscriptRules except(String... rules) {
        return new TranscriptRules(Set.of(rules));
    }

    /** Fails with every violation so far. */
    public void assertKept(LiveClient client) {
        assertThat(violations(client.transcript(), false)).isEmpty();
    }

    /** Fails with every violation, requests without an answer and turns without an end included. */
    public void assertKeptToTheEnd(LiveClient client) {
        assertThat(violations(client.transcript(), true)).isEmpty();
    }

    /** What the transcript breaks. */
    public List<Violation> violations(Transcript transcript, boolean whole) {
        Findings findings = new Findings();
        List<Judge> judges = List.of(
                new EnvelopeJudge(),
                new ConnectionJudge(),
                new SchemaJudge(),
                new LifecycleJudge(),
                new TurnJudge(),
                new DeltaJudge(),
                new ApprovalJudge());
        List<Transcript.Message> messages = transcript.messages();
        for (Transcript.Message message : messages) {
            judges.forEach(judge -> judge.message(message, findings));
        }
        if (whole) {
            judges.forEach(judge -> judge.end(messages.size(), findings));
        }
        List<Violation> all = new ArrayList<>(transcript.broken());
        all.addAll(findings.all());
        all.removeIf(violation -> exceptions.contains(violation.rule()));
        return all;
    }
}

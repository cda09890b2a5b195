package dev.parlance.conformance.cli;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.Status;
import dev.parlance.conformance.engine.Verdict;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.report.HumanReport;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.subject.KnownFailure;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a subject's file says of the server in a transcript: its dialect, and which of its breaches are expected. An entry
 * counts that names the rule for all transcripts, or for the scenario after which the recording is called. None is stale: a
 * transcript need not show everything.
 */
final class Expectations {
    private final Dialect dialect;
    private final List<KnownFailure> known;

    private Expectations(Dialect dialect, List<KnownFailure> known) {
        this.dialect = dialect;
        this.known = known;
    }

    /** What the file says; the default dialect and no failures without one. */
    static Expectations read(@Nullable Path file) {
        return of(file == null ? null : SubjectReader.read(file));
    }

    /** The same of a file that has been read. */
    static Expectations of(@Nullable Subject subject) {
        return subject == null
                ? new Expectations(Dialect.STANDARD, List.of())
                : new Expectations(subject.passiveDialect(), subject.knownFailures());
    }

    Dialect dialect() {
        return dialect;
    }

    /** The transcript without the breaches that are expected. */
    JudgedTranscript unexpected(JudgedTranscript judged) {
        List<Verdict> others = judged.verdicts().stream()
                .filter(verdict -> entry(judged, verdict).isEmpty())
                .toList();
        return new JudgedTranscript(judged.name(), judged.events(), judged.cut(), others);
    }

    /** Tells people about the transcript, the breaches that are expected apart, each with its reason. */
    void write(PrintWriter out, JudgedTranscript judged) {
        new HumanReport(out).write(unexpected(judged));
        for (Verdict verdict : judged.verdicts()) {
            entry(judged, verdict)
                    .ifPresent(entry -> out.printf(
                            Locale.ROOT,
                            "%nKnown failure %s, %d time%s: %s%n",
                            verdict.rule().id(),
                            verdict.failureCount(),
                            verdict.failureCount() == 1 ? "" : "s",
                            entry.reason().strip()));
        }
        out.flush();
    }

    private Optional<KnownFailure> entry(JudgedTranscript judged, Verdict verdict) {
        if (verdict.status() != Status.FAIL || verdict.party() == Party.CLIENT) {
            return Optional.empty();
        }
        String rule = verdict.rule().id();
        String check = scenario(judged.name()) + "/" + rule;
        return known.stream()
                .filter(entry -> entry.covers("transcripts/" + rule) || entry.covers(check))
                .findFirst();
    }

    /** A run calls each recording after its scenario. */
    private static String scenario(String recording) {
        Path file = Path.of(recording).getFileName();
        return file == null ? recording : file.toString().replaceFirst("\\.jsonl$", "");
    }
}

package dev.parlance.conformance.cli;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.JsonReport;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code check RECORDING…}: judges what was recorded before.
 *
 * <pre>{@code
 * parlance-conformance check --json report.json --subject my-server.yaml session.jsonl
 * }</pre>
 */
@Command(name = "check", description = "Judges recordings by all passive rules.", mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "JSON lines, as tap and run write them.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes all verdicts there as well, known failures as failures.")
    private @Nullable Path json;

    @Option(
            names = "--subject",
            paramLabel = "FILE",
            description = "The server's file: its dialect counts, and its known failures (*/RULE, transcripts/RULE, or"
                    + " SCENARIO/RULE for SCENARIO.jsonl) are told apart.")
    private @Nullable Path subject;

    @Option(
            names = "--side",
            paramLabel = "server|client|both",
            description = "Whose conduct counts (default: both).",
            defaultValue = "both")
    private String side = "both";

    @Option(
            names = "--turn-answer-first",
            description = "The server promises the answer of turn/start before turn/started.")
    private boolean turnAnswerFirst;

    @Override
    public Integer call() throws IOException {
        if (!List.of("server", "client", "both").contains(side)) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--side is server, client or both, not " + side);
        }
        Protocol protocol = Protocol.load();
        SchemaJudge schema = new SchemaJudge(protocol);
        Expectations expected = Expectations.read(subject);
        Dialect dialect = turnAnswerFirst ? expected.dialect().withTurnAnswerFirst() : expected.dialect();
        List<JudgedTranscript> all = new ArrayList<>();
        for (Path recording : recordings) {
            JudgedTranscript judged = judge(recording, new PassiveEngine(protocol, schema, dialect));
            expected.write(spec.commandLine().getOut(), judged);
            all.add(judged);
        }
        if (json != null) {
            JsonReport.write(all, json);
        }
        return all.stream().map(expected::unexpected).anyMatch(JudgedTranscript::violated)
                ? ExitCode.VIOLATIONS
                : ExitCode.RIGHT;
    }

    private JudgedTranscript judge(Path recording, PassiveEngine engine) throws IOException {
        long[] events = {0};
        boolean[] cut = {false};
        try (InputStream in = Files.newInputStream(recording)) {
            new TranscriptReader(recording.toString()).read(in, event -> {
                events[0]++;
                cut[0] |= TranscriptEvent.CUT.equals(event.note());
                engine.accept(event);
            });
        } catch (NoSuchFileException e) {
            throw new IOException("there is no recording " + recording, e);
        }
        return new JudgedTranscript(
                recording.toString(),
                events[0],
                cut[0],
                engine.finish().stream().filter(v -> counts(v.party())).toList());
    }

    private boolean counts(Party party) {
        return switch (side) {
            case "server" -> party != Party.CLIENT;
            case "client" -> party == Party.CLIENT;
            default -> true;
        };
    }
}

package dev.parlance.conformance.cli;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.HumanReport;
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
 * parlance-conformance check --json report.json session.jsonl
 * }</pre>
 */
@Command(name = "check", description = "Judges recordings by all passive rules.", mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "JSON lines, as tap and run write them.")
    private List<Path> recordings = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all verdicts there as well.")
    private @Nullable Path json;

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
        HumanReport report = new HumanReport(spec.commandLine().getOut());
        List<JudgedTranscript> all = new ArrayList<>();
        for (Path recording : recordings) {
            JudgedTranscript judged = judge(recording, protocol, schema);
            report.write(judged);
            all.add(judged);
        }
        if (json != null) {
            JsonReport.write(all, json);
        }
        return all.stream().anyMatch(JudgedTranscript::violated) ? ExitCode.VIOLATIONS : ExitCode.RIGHT;
    }

    private JudgedTranscript judge(Path recording, Protocol protocol, SchemaJudge schema) throws IOException {
        Dialect dialect = turnAnswerFirst ? Dialect.STANDARD.withTurnAnswerFirst() : Dialect.STANDARD;
        PassiveEngine engine = new PassiveEngine(protocol, schema, dialect);
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

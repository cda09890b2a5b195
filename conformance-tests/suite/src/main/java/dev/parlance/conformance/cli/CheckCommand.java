package dev.parlance.conformance.cli;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.JsonReport;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.report.Printable;
import dev.parlance.conformance.report.UnjudgedTranscript;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
@Command(
        name = "check",
        description = "Judges recordings by all passive rules.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnds with ",
        footer =
                "0 if all is right, 1 if a rule is broken in any recording, 2 for a wrong command line or subject's file,"
                        + " 3 if a recording cannot be judged (the others are), 5 for a fault of the suite itself.")
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

    private final List<JudgedTranscript> judged = new ArrayList<>();
    private final List<UnjudgedTranscript> unjudged = new ArrayList<>();
    private int worstTrouble = ExitCode.RIGHT;

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
        for (Path recording : recordings) {
            check(recording, expected, () -> new PassiveEngine(protocol, schema, dialect));
        }
        if (!unjudged.isEmpty() && recordings.size() > 1) {
            err().println(unjudged.size() + " of " + recordings.size() + " recordings could not be judged");
        }
        if (json != null) {
            JsonReport.write(judged, unjudged, json);
        }
        return judged.stream().map(expected::unexpected).anyMatch(JudgedTranscript::violated)
                ? ExitCode.VIOLATIONS
                : worstTrouble;
    }

    /** Whatever is wrong with one recording, even that it does not fit into memory, leaves the others alone (SUI-4). */
    private void check(Path recording, Expectations expected, Supplier<PassiveEngine> engine) {
        try {
            JudgedTranscript one = judge(recording, engine.get());
            expected.write(spec.commandLine().getOut(), one);
            judged.add(one);
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            Trouble trouble = Trouble.of(e);
            String reason = e instanceof IOException ? trouble.text() : recording + ": " + trouble.text();
            err().println("not judged: " + Printable.block(reason));
            unjudged.add(new UnjudgedTranscript(recording.toString(), reason));
            worstTrouble = Math.max(worstTrouble, trouble.exitCode());
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private JudgedTranscript judge(Path recording, PassiveEngine engine) throws IOException {
        if (Files.isDirectory(recording)) {
            throw new IOException(recording + " is a folder; name the recordings in it, say "
                    + recording.resolve("transcript.jsonl"));
        }
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

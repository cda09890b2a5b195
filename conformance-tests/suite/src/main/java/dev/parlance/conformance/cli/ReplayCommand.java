package dev.parlance.conformance.cli;

import dev.parlance.conformance.engine.Dialect;
import dev.parlance.conformance.engine.PassiveEngine;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.replay.Recording;
import dev.parlance.conformance.replay.Replay;
import dev.parlance.conformance.replay.ReplayReport;
import dev.parlance.conformance.replay.Replayed;
import dev.parlance.conformance.replay.Target;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import dev.parlance.conformance.transcript.TranscriptWriter;
import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code replay}: plays the client's side of a recording to another server and compares.
 *
 * <pre>{@code
 * parlance-conformance replay session.jsonl -- my-server --stdio
 * }</pre>
 */
@Command(
        name = "replay",
        description = {
            "Plays the client's side of a recording to another server and compares what the two servers said.",
            "",
            "  replay RECORDING -- COMMAND...",
            "  replay RECORDING --connect ws://HOST:PORT|unix:///PATH",
            "  replay RECORDING --subject FILE [--model URL]",
            "",
            "Ids of threads, turns, items and requests are translated. Compared are methods, their order, kinds,"
                    + " statuses, decisions and error codes; times, numbers, texts and the number of deltas are free."
                    + " What the server says now is judged by all passive rules as well.",
            ""
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnds with ",
        footer = "0 if both servers did the same and no rule was broken now, 1 if not, 2 for a wrong command line,"
                + " 3 if the recording cannot be read or the server not be started or reached.")
public final class ReplayCommand implements Callable<Integer> {
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RECORDING", description = "JSON lines, as tap and run write them.")
    private Path recording = Path.of("");

    @Parameters(index = "1..*", paramLabel = "COMMAND", description = "A server on stdio and its arguments, after --.")
    private List<String> command = List.of();

    @Option(
            names = "--connect",
            paramLabel = "ADDRESS",
            description = "A server that listens: ws://HOST:PORT[/PATH] or unix:///PATH.")
    private @Nullable String connect;

    @Option(
            names = "--subject",
            paramLabel = "FILE",
            description = "A server as its subject's file describes it, started in folders of its own and judged by the"
                    + " file's dialect; its known failures (*/RULE, transcripts/RULE) are told apart.")
    private @Nullable Path subject;

    @Option(
            names = "--model",
            paramLabel = "URL",
            description = "What $${model.url} stands for in the subject's file; needed if the file names it.")
    private @Nullable String model;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "Sent with each WebSocket handshake, say Authorization='Bearer ...'. May be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--replace",
            paramLabel = "OLD=NEW",
            description = "Replaces a text in what the client says, say the recorded folder. May be repeated.")
    private Map<String, String> texts = new LinkedHashMap<>();

    @Option(
            names = "--ignore",
            paramLabel = "METHOD",
            description = "A notification that is neither waited for nor compared. May be repeated.")
    private Set<String> ignored = new LinkedHashSet<>();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long nothing may come before the client's next line is sent all the same (default: 10).",
            defaultValue = "10")
    private int wait = 10;

    @Option(names = "--record", paramLabel = "FILE", description = "Writes what is said now there, as a recording.")
    private @Nullable Path record;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (wait < 1) {
            throw wrong("--wait is a number of seconds above 0, not " + wait);
        }
        checkTarget();
        Recording read = Recording.read(recording);
        Path folder = Files.createTempDirectory("parlance-replay");
        Subject described = subject == null ? null : SubjectReader.read(subject);
        try (Target target = target(described, read.connections().size() > 1, folder)) {
            return play(read, target, Expectations.of(described));
        } finally {
            delete(folder);
        }
    }

    private int play(Recording read, Target target, Expectations expected) throws IOException, InterruptedException {
        if (read.connections().size() > 1 && !target.severalConnections()) {
            throw new IOException(recording + " holds the connections " + String.join(", ", read.connections())
                    + ", and a server on stdio serves one; start it so that it listens and name it with --connect");
        }
        PrintWriter out = spec.commandLine().getOut();
        Replayed replayed = new Replay(read, target, Duration.ofSeconds(wait), texts, ignored).play();
        new ReplayReport(out).write(replayed);
        keep(replayed);
        JudgedTranscript judged = judge(replayed, expected.dialect());
        out.println();
        expected.write(out, judged);
        return replayed.same() && !expected.unexpected(judged).violated() ? ExitCode.RIGHT : ExitCode.VIOLATIONS;
    }

    private void checkTarget() {
        long named = Stream.of(connect != null, subject != null, !command.isEmpty())
                .filter(is -> is)
                .count();
        if (named == 0) {
            throw wrong("there is no server: name its command after --, its address with --connect, or its --subject");
        }
        if (named > 1) {
            throw wrong("a server has an address (--connect), a file (--subject) or a command, not several of them");
        }
        try {
            if (connect != null) {
                WebSocketAddress.parse(connect);
            }
        } catch (IllegalArgumentException e) {
            throw wrong("--connect " + e.getMessage());
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private Target target(@Nullable Subject described, boolean several, Path folder) {
        if (described != null) {
            return new SubjectTarget(described, several, model, folder, CONNECTING);
        }
        return connect == null ? Target.command(command) : Target.address(URI.create(connect), headers, CONNECTING);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void keep(Replayed replayed) throws IOException {
        Path file = record;
        if (file == null) {
            return;
        }
        try (TranscriptWriter writer = new TranscriptWriter(Files.newOutputStream(file), Long.MAX_VALUE)) {
            for (var event : replayed.events()) {
                writer.write(event);
            }
        }
    }

    /** The client's conduct is that of the recording, so only the server's counts. */
    private static JudgedTranscript judge(Replayed replayed, Dialect dialect) {
        PassiveEngine engine = new PassiveEngine(Protocol.load(), dialect);
        replayed.events().forEach(engine::accept);
        return new JudgedTranscript(
                "what the server said now",
                replayed.events().size(),
                false,
                engine.finish().stream()
                        .filter(verdict -> verdict.party() != Party.CLIENT)
                        .toList());
    }
}

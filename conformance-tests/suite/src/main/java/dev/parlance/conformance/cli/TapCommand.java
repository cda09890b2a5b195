package dev.parlance.conformance.cli;

import dev.parlance.conformance.report.JsonReport;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.tap.Bridge;
import dev.parlance.conformance.tap.PassThrough;
import dev.parlance.conformance.tap.StdioTap;
import dev.parlance.conformance.tap.TapRecorder;
import dev.parlance.conformance.tap.WebSocketTap;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tap -- COMMAND…}: a client starts this in place of its server and notices no difference; or, with
 * {@code --listen}, connects to this in place of its server.
 *
 * <pre>{@code
 * parlance-conformance tap --report tap-report -- codex app-server
 * parlance-conformance tap --report tap-report --listen ws://127.0.0.1:9001 --connect ws://127.0.0.1:9000
 * }</pre>
 */
@Command(
        name = "tap",
        description = {
            "Stands between a client and its server: passes every byte on, judges, records.",
            "",
            "On stdio, the client starts this in place of its server:",
            "  tap [--report DIR] -- COMMAND...",
            "Over WebSocket, the client connects to this in place of its server:",
            "  tap [--report DIR] --listen ws://127.0.0.1:PORT --connect ws://HOST:PORT|unix:///PATH",
            "The same before a server that speaks stdio; it is started for each connection:",
            "  tap [--report DIR] --listen ws://127.0.0.1:PORT -- COMMAND...",
            ""
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnds with ",
        footer = "the exit code of COMMAND on stdio. With --listen it ends by Ctrl-C (SIGINT, SIGTERM), writes the"
                + " report, and ends with 0 if all was right, 1 if a rule was broken, 3 if nothing could be judged.")
public final class TapCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Folder for transcript.jsonl, report.txt and report.json; without it the report goes to stderr.")
    private @Nullable Path report;

    @Option(
            names = "--subject",
            paramLabel = "FILE",
            description =
                    "The server's file: its dialect counts, and its known failures (*/RULE or transcripts/RULE) are"
                            + " told apart. The server is started as COMMAND says, not as the file does.")
    private @Nullable Path subject;

    @Option(
            names = "--max-recording",
            paramLabel = "MIB",
            description = "Size of the recording at most (default: 1024).",
            defaultValue = "1024")
    private long maxRecording = 1024;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Where clients connect: ws://127.0.0.1:PORT (port 0: any that is free) or unix:///PATH;"
                    + " this machine only. Any number of clients, recorded as c1, c2, ...")
    private @Nullable String listen;

    @Option(
            names = "--connect",
            paramLabel = "ADDRESS",
            description = "Where the server listens: ws://HOST:PORT[/PATH] or unix:///PATH. Path, Authorization, Origin"
                    + " and sub-protocols of the client are passed on, an offer of compression is not.")
    private @Nullable String connect;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The server and its arguments, after --.")
    private List<String> command = List.of();

    private Expectations expected = Expectations.of(null);

    @Override
    public Integer call() throws IOException, InterruptedException {
        WebSocketAddress server = address("--connect", connect);
        WebSocketAddress here = address("--listen", listen);
        check(server, here);
        expected = Expectations.read(subject);
        WebSocketAcceptor acceptor = here == null ? null : WebSocketAcceptor.listen(here);
        Path dir = report;
        OutputStream recording = OutputStream.nullOutputStream();
        if (dir != null) {
            Files.createDirectories(dir);
            recording = Files.newOutputStream(dir.resolve("transcript.jsonl"));
        }
        TapRecorder recorder = new TapRecorder(recording, maxRecording << 20, expected.dialect());
        if (acceptor != null) {
            return listen(acceptor, recorder, server == null ? new Bridge(command) : new PassThrough(server));
        }
        // The descriptors themselves: a print stream would keep to itself that the client has gone.
        int code = new StdioTap(recorder, this::tell)
                .run(command, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        recorder.trouble().ifPresent(this::tellTrouble);
        return code;
    }

    private void check(@Nullable WebSocketAddress server, @Nullable WebSocketAddress here) {
        if (server == null && command.isEmpty()) {
            throw wrong("there is no server: name its command after --, or its address with --listen and --connect");
        }
        if (server != null && !command.isEmpty()) {
            throw wrong("a server has an address (--connect) or a command, not both");
        }
        if (server != null && here == null) {
            throw wrong("--connect needs --listen as well, the address that the client connects to");
        }
        if (here != null && !here.local()) {
            throw wrong("--listen " + here + ": a tap listens on this machine only, as in ws://127.0.0.1:9001");
        }
    }

    private @Nullable WebSocketAddress address(String option, @Nullable String text) {
        try {
            return text == null ? null : WebSocketAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(option + " " + e.getMessage());
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private int listen(WebSocketAcceptor acceptor, TapRecorder recorder, WebSocketTap.Joint joint)
            throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        recorder.start();
        WebSocketTap tap = new WebSocketTap(recorder, acceptor, joint, err::println);
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(ended(tap, recorder)), "tap-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        err.println("listening on " + acceptor.uri() + " for " + (connect == null ? command.get(0) : connect)
                + "; Ctrl-C ends it and writes the report");
        tap.run();
        // It returns when the hook closes it, and the hook ends the process.
        hook.join();
        return ExitCode.RIGHT;
    }

    private int ended(WebSocketTap tap, TapRecorder recorder) {
        try {
            tap.close();
            JudgedTranscript judged = recorder.finish();
            tell(judged);
            recorder.trouble().ifPresent(this::tellTrouble);
            if (recorder.trouble().isPresent()) {
                return ExitCode.COULD_NOT_RUN;
            }
            return expected.unexpected(judged).violated() ? ExitCode.VIOLATIONS : ExitCode.RIGHT;
        } catch (IOException | InterruptedException e) {
            tellTrouble(e.toString());
            return ExitCode.COULD_NOT_RUN;
        }
    }

    private void tellTrouble(String why) {
        spec.commandLine().getErr().println("nothing was judged: " + why);
    }

    private void tell(JudgedTranscript judged) {
        Path dir = report;
        if (dir == null) {
            expected.write(spec.commandLine().getErr(), judged);
            return;
        }
        try (PrintWriter text = new PrintWriter(Files.newBufferedWriter(dir.resolve("report.txt")))) {
            expected.write(text, judged);
            JsonReport.write(List.of(judged), dir.resolve("report.json"));
        } catch (IOException e) {
            spec.commandLine().getErr().println("the report could not be written: " + e.getMessage());
        }
    }
}

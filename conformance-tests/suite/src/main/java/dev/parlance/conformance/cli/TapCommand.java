package dev.parlance.conformance.cli;

import dev.parlance.conformance.report.HumanReport;
import dev.parlance.conformance.report.JsonReport;
import dev.parlance.conformance.report.JudgedTranscript;
import dev.parlance.conformance.tap.StdioTap;
import dev.parlance.conformance.tap.TapRecorder;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tap -- COMMAND…}: a client starts this in place of its server and notices no difference.
 *
 * <pre>{@code
 * parlance-conformance tap --report tap-report -- codex app-server
 * }</pre>
 */
@Command(
        name = "tap",
        description =
                "Starts a server and stands between it and the client on stdio: passes every byte on, judges, records.",
        mixinStandardHelpOptions = true)
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
            names = "--max-recording",
            paramLabel = "MIB",
            description = "Size of the recording at most (default: 1024).",
            defaultValue = "1024")
    private long maxRecording = 1024;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The server and its arguments, after --.")
    private List<String> command = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path dir = report;
        OutputStream recording = OutputStream.nullOutputStream();
        if (dir != null) {
            Files.createDirectories(dir);
            recording = Files.newOutputStream(dir.resolve("transcript.jsonl"));
        }
        TapRecorder recorder = new TapRecorder(recording, maxRecording << 20);
        // The descriptors themselves: a print stream would keep to itself that the client has gone.
        int code = new StdioTap(recorder, this::tell)
                .run(command, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        recorder.trouble().ifPresent(why -> spec.commandLine().getErr().println("nothing was judged: " + why));
        return code;
    }

    private void tell(JudgedTranscript judged) {
        Path dir = report;
        if (dir == null) {
            new HumanReport(spec.commandLine().getErr()).write(judged);
            return;
        }
        try (PrintWriter text = new PrintWriter(Files.newBufferedWriter(dir.resolve("report.txt")))) {
            new HumanReport(text).write(judged);
            JsonReport.write(List.of(judged), dir.resolve("report.json"));
        } catch (IOException e) {
            spec.commandLine().getErr().println("the report could not be written: " + e.getMessage());
        }
    }
}

package dev.parlance.conformance.cli;

import dev.parlance.conformance.client.ClientRun;
import dev.parlance.conformance.client.ClientSubjectReader;
import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.ReportFolder;
import dev.parlance.conformance.report.RunReport;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.subject.ProcessLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code client}: plays a server to a client and judges it.
 *
 * <pre>{@code
 * parlance-conformance client --subject my-client.yaml --report target/conformance
 * }</pre>
 */
@Command(
        name = "client",
        description = "Plays a server to a client and judges the client.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnds with ",
        footer =
                "0 if all is right, 1 if a rule is broken, 2 for a wrong command line or file, 3 if something could not run,"
                        + " 4 for a known failure that did not come, 5 for a fault of the suite itself. How to write a client's"
                        + " file: subjects/client-template.yaml beside the suite's sources.")
public final class ClientCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--subject", required = true, paramLabel = "FILE", description = "Whom to test: a client's file.")
    private Path subject = Path.of("");

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only scenarios of that name, * for anything. May be repeated.")
    private List<String> scenarios = new ArrayList<>();

    @Option(names = "--jobs", paramLabel = "N", description = "Clients run at once (default: one a processor).")
    private int jobs;

    @Option(names = "--patience", paramLabel = "FACTOR", description = "Multiplies all deadlines.", defaultValue = "1")
    private double patience = 1;

    @Option(names = "--report", paramLabel = "DIR", description = "Folder for the reports, index.html first.")
    private @Nullable Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Duration answer = Deadlines.measured().times(patience).launch();
        int workers = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
        RunResult result = new ClientRun(Protocol.load(), new ProcessLauncher(), answer, workers)
                .run(ClientSubjectReader.read(subject), this::wanted, this::progress);
        if (result.scenarios().isEmpty() && result.checks().stream().allMatch(ClientCommand::passive)) {
            spec.commandLine().getErr().println("no scenario is named " + scenarios);
            return ExitCode.USAGE;
        }
        RunReport.write(out, result, Ansi.AUTO.enabled());
        if (report != null) {
            ReportFolder.write(List.of(result), null, report);
            out.println("Report: " + report.resolve("index.html"));
        }
        return result.exitCode();
    }

    private static boolean passive(CheckResult check) {
        return check.check().startsWith("transcripts/");
    }

    private boolean wanted(String name) {
        return scenarios.isEmpty() || scenarios.stream().anyMatch(pattern -> name.matches(regex(pattern)));
    }

    private static String regex(String glob) {
        return Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private void progress(CheckResult check) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%-16s %s%n", check.outcome().word(), check.check());
        err.flush();
    }
}

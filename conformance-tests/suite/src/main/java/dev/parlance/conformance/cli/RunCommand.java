package dev.parlance.conformance.cli;

import dev.parlance.conformance.play.Played;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.ProtocolCoverage;
import dev.parlance.conformance.report.ReportFolder;
import dev.parlance.conformance.report.RunReport;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.RunOptions;
import dev.parlance.conformance.run.Steadiness;
import dev.parlance.conformance.run.Suite;
import dev.parlance.conformance.subject.ProcessLauncher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectException;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code run}: plays scenarios to a server and judges it; with several subjects they are compared.
 *
 * <pre>{@code
 * parlance-conformance run --subject my-server.yaml --report target/conformance
 * }</pre>
 */
@Command(
        name = "run",
        description = "Plays scenarios to a server and judges it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A subject's file says how the server is started; subjects/template.yaml explains it. Each scenario has a"
                    + " process, folders and a scripted model of its own, but where the file says that they may share a"
                    + " process (listen/shared); what goes wrong there is played again alone.",
            "Ends with 0 if all is right, 1 if a rule is broken, 2 for a wrong command line or file, 3 if a check could not"
                    + " run, 4 if a known failure did not come, 5 for a fault of the suite itself."
        })
public final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--subject", required = true, paramLabel = "FILE", description = "Whom to test: a subject's file.")
    private Path subject = Path.of("");

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description =
                    "Another subject, to be shown side by side. May be repeated; the exit code is the first one's.")
    private List<Path> others = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes index.html, junit.xml, report.json, summary.md, badge.svg and all recordings there.")
    private @Nullable Path report;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only scenarios of that name, * for anything. May be repeated.")
    private List<String> scenarios = new ArrayList<>();

    @Option(names = "--rule", paramLabel = "ID", description = "Only scenarios that check that rule. May be repeated.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Only that profile of those that the subject claims. May be repeated.")
    private List<String> profiles = new ArrayList<>();

    @Option(
            names = "--scenario-file",
            paramLabel = "FILE",
            description = "A scenario of one's own, beside the suite's. May be repeated.")
    private List<Path> extra = new ArrayList<>();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Scenarios played at once (default: one a processor).")
    private int jobs;

    @Option(
            names = "--alone",
            description = "Each scenario with a process of its own, also where the subject's file has listen/shared.")
    private boolean alone;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "1",
            description = "Plays everything that often; checks whose verdict differs are named, and the exit code is 1."
                    + " The report is about the first time.")
    private int times = 1;

    @Option(
            names = "--patience",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Multiplies all deadlines, which grow with the slowness of the machine by themselves.")
    private double patience = 1;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Makes the subject's folders there and leaves them, to look at.")
    private @Nullable Path keep;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        if (jobs < 0 || patience <= 0 || times < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs, --patience and --times must be above 0");
        }
        Protocol protocol = Protocol.load();
        known(protocol);
        Suite suite = new Suite(protocol, new ProcessLauncher());
        List<Subject> subjects = new ArrayList<>(List.of(SubjectReader.read(subject)));
        others.forEach(file -> subjects.add(SubjectReader.read(file)));
        // What the last one does not claim is told before the first one is played.
        subjects.forEach(one -> one.claiming(profiles));
        List<RunResult> results = new ArrayList<>();
        boolean steady = true;
        for (Subject one : subjects) {
            RunResult result = suite.run(one, options(one.name()), this::progress);
            if (result.checks().isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "no scenario fits --scenario " + scenarios + " and --rule " + rules);
            }
            if (result.scenarios().isEmpty() && scenarios.isEmpty() && rules.isEmpty()) {
                throw new SubjectException(
                        one.file() + " claims nothing that could be played. Why scenarios were left out: "
                                + result.checks().stream()
                                        .map(CheckResult::reason)
                                        .distinct()
                                        .sorted()
                                        .toList());
            }
            results.add(result);
            RunReport.write(spec.commandLine().getOut(), result, Ansi.AUTO.enabled());
            steady &= steady(suite, one, result);
        }
        if (report != null) {
            ReportFolder.write(results, ProtocolCoverage.of(protocol, results.get(0)), report);
            spec.commandLine().getOut().println("Report: " + report.resolve("index.html"));
        }
        int exitCode = results.get(0).exitCode();
        return exitCode == ExitCode.RIGHT && !steady ? ExitCode.VIOLATIONS : exitCode;
    }

    /** Plays it as often as is left, and says what differed. */
    private boolean steady(Suite suite, Subject one, RunResult first) throws IOException {
        Steadiness steadiness = new Steadiness();
        steadiness.add(first);
        while (steadiness.runs() < times) {
            String again = one.name() + "-" + (steadiness.runs() + 1);
            steadiness.add(suite.run(one, options(again), this::progress));
            if (!quiet) {
                spec.commandLine().getErr().println(one.name() + ": " + steadiness.runs() + " of " + times + " runs");
            }
        }
        List<String> differences = steadiness.differences();
        if (times > 1) {
            RunReport.repeated(spec.commandLine().getOut(), one.name(), times, differences);
        }
        return differences.isEmpty();
    }

    /** A rule that does not exist would choose nothing, and nothing is right. */
    private void known(Protocol protocol) {
        for (String rule : rules) {
            if (protocol.rules().find(rule).isEmpty()) {
                throw new ParameterException(spec.commandLine(), "no rule " + rule + "; list shows all");
            }
        }
    }

    private RunOptions options(String folder) {
        RunOptions usual = RunOptions.standard();
        return new RunOptions(
                profiles,
                scenarios,
                rules,
                extra,
                jobs > 0 ? jobs : usual.jobs(),
                alone,
                usual.deadlines().times(patience),
                keep == null ? null : keep.resolve(folder));
    }

    private void progress(Played played, int done, int of) {
        if (quiet) {
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "[%d/%d] %s %d ms%n",
                done,
                of,
                played.scenario().name(),
                played.scenario().took().toMillis());
        err.flush();
    }
}

package dev.parlance.conformance.cli;

import dev.parlance.conformance.play.ScenarioException;
import dev.parlance.conformance.subject.SubjectException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the suite.
 *
 * <pre>{@code
 * java -jar parlance-conformance.jar check session.jsonl
 * }</pre>
 */
@Command(
        name = "parlance-conformance",
        description = "Judges implementations of the Codex App Server protocol by what they say on the wire.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RunCommand.class,
            ClientCommand.class,
            CheckCommand.class,
            TapCommand.class,
            ReplayCommand.class,
            FuzzCommand.class,
            ListCommand.class,
            ExplainCommand.class
        },
        footerHeading = "%nEnds with ",
        footer =
                "0 if all is right, 1 if a rule is broken, 2 for a wrong command line or file, 3 if something could not run,"
                        + " 4 for a known failure that did not come, 5 for a fault of the suite itself; tap ends with the code of"
                        + " the command it runs.")
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Runs a command and ends the process. */
    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Runs a command and gives its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(failed())
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static IExecutionExceptionHandler failed() {
        return (problem, line, parsed) -> {
            if (problem instanceof IOException || problem instanceof UncheckedIOException) {
                line.getErr().println("could not run: " + problem.getMessage());
                return ExitCode.COULD_NOT_RUN;
            }
            if (problem instanceof SubjectException || problem instanceof ScenarioException) {
                line.getErr().println(problem.getMessage());
                return ExitCode.USAGE;
            }
            line.getErr().println("a fault of the suite itself; please report it with this text:");
            problem.printStackTrace(line.getErr());
            return ExitCode.OWN_FAULT;
        };
    }

    /** The version as the jar's manifest tells it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"parlance-conformance " + (version == null ? "(unpackaged)" : version)};
        }
    }
}

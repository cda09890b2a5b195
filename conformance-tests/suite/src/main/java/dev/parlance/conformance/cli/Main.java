package dev.parlance.conformance.cli;

import dev.parlance.conformance.report.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
        try {
            return new CommandLine(new Main())
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((problem, line, parsed) -> tell(err, problem))
                    .setExitCodeExceptionMapper(Main::exitCode)
                    .execute(args);
        } catch (Throwable problem) {
            // An OutOfMemoryError passes by picocli; left to the virtual machine it would end with 1, a broken rule.
            return tell(err, problem);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int tell(PrintWriter err, Throwable problem) {
        Trouble trouble = Trouble.of(problem);
        String before = trouble.exitCode() == ExitCode.COULD_NOT_RUN ? "could not run: " : "";
        err.println(before + Printable.block(trouble.text()));
        return trouble.exitCode();
    }

    /** Of what picocli tells by itself. */
    private static int exitCode(Throwable problem) {
        return problem instanceof ParameterException
                ? ExitCode.USAGE
                : Trouble.of(problem).exitCode();
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

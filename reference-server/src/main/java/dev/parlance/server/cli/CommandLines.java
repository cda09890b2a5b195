package dev.parlance.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line with everything it can say; see {@code parlance-server --help}.
 *
 * <pre>{@code
 * int exitCode = CommandLines.run(new String[] {"exec", "--json", "fix the failing test"});
 * }</pre>
 */
@Command(
        name = "parlance-server",
        description = "An agent server for clients of the Codex App Server protocol.",
        subcommands = {AppServerCommand.class, ExecCommand.class, SchemaCommand.class, ArchiveCommand.class},
        footer = {
            "",
            "Home folder: PARLANCE_HOME, else ~/.parlance; config.toml, keys and threads are kept there.",
            "Logs go to stderr.",
            "",
            "Exit codes: 0 done; 2 wrong command line; 3 could not start (home folder, configuration, port, thread).",
            "Of exec also: 1 the turn failed; 4 completed, but something was declined; 130 interrupted."
        })
final class CommandLines implements Callable<Integer> {
    private static final int WIDTH = 110;

    @Option(names = "--print-schema", paramLabel = "DIR", description = "Write the protocol's JSON Schema there.")
    private @Nullable String schemaFolder;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Say the version.")
    boolean version;

    @Spec
    private @Nullable CommandSpec spec;

    /** Made by {@link #run} alone. */
    CommandLines() {}

    /**
     * Runs the command.
     *
     * @return the exit code
     * @throws StartException if nothing could be started
     */
    static int run(String[] args) throws StartException {
        CommandLine line = new CommandLine(new CommandLines());
        line.getCommandSpec().versionProvider(() -> new String[] {"parlance-server " + Version.text()});
        configure(line);
        StartException[] refused = new StartException[1];
        line.setExecutionExceptionHandler((failure, where, result) -> {
            if (failure instanceof StartException e) {
                refused[0] = e;
                return e.exitCode();
            }
            throw failure;
        });
        line.setParameterExceptionHandler((failure, rest) -> {
            StderrLog.say("parlance-server: " + failure.getMessage());
            StderrLog.say("See: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        });
        int code = line.execute(args);
        if (refused[0] != null) {
            throw refused[0];
        }
        return code;
    }

    private static void configure(CommandLine line) {
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpAutoWidth(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // Never from the environment or a file: what is run is what stands on the command line.
        line.setExpandAtFiles(false);
        line.getCommandSpec().usageMessage().sortOptions(false);
        line.getSubcommands().values().forEach(CommandLines::configure);
    }

    @Override
    public Integer call() throws StartException {
        if (schemaFolder != null) {
            return SchemaCommand.write(schemaFolder);
        }
        if (spec != null) {
            StderrLog.say(spec.commandLine().getUsageMessage().stripTrailing());
        }
        return ExitCode.USAGE;
    }
}

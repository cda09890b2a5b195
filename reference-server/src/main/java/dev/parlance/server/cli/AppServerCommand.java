package dev.parlance.server.cli;

import dev.parlance.server.transport.ListenAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code app-server}: speaks the protocol until its clients have gone or it is told to leave. */
@Command(
        name = "app-server",
        description = "Serve the protocol: one client on stdin and stdout, or any number on a WebSocket.",
        subcommands = SchemaCommand.class)
final class AppServerCommand implements Callable<Integer> {
    private static final String STDIO = "stdio://";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "stdio:// (default), or ws://127.0.0.1:PORT; port 0 takes a free one, which stderr names.")
    private String listen = STDIO;

    @Option(names = "--stdio", description = "The same as --listen stdio://.")
    private boolean stdio;

    @Mixin
    private ServerFlags flags = new ServerFlags();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    /** Made by picocli. */
    AppServerCommand() {}

    @Override
    public Integer call() throws StartException {
        ServeOptions options = flags.options();
        if (listen.equals(STDIO)) {
            return StdioServing.run(options);
        }
        if (stdio) {
            throw new StartException(ExitCode.USAGE, "--stdio and --listen " + listen + " exclude each other");
        }
        try {
            return ListenServing.run(options, ListenAddress.parse(listen));
        } catch (IllegalArgumentException e) {
            throw new StartException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}

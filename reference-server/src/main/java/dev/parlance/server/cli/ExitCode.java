package dev.parlance.server.cli;

/**
 * What the process says with its exit code; {@code --help} lists the same numbers.
 *
 * <pre>{@code
 * System.exit(ExitCode.USAGE);
 * }</pre>
 */
public final class ExitCode {
    /** The client has gone, or the turn was completed. */
    public static final int OK = 0;

    /** {@code exec}: the turn failed. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** It could not start: the home folder, the configuration, the port; for {@code exec} also a thread that is refused. */
    public static final int START = 3;

    /** {@code exec}: the turn was completed, but something the agent wanted to do was declined. */
    public static final int DECLINED = 4;

    /** {@code exec}: interrupted, as a shell counts SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}

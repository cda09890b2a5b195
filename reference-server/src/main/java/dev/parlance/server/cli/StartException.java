package dev.parlance.server.cli;

import org.jspecify.annotations.Nullable;

/**
 * Nothing was started; the message is for the user and says what to do.
 *
 * <pre>{@code
 * throw new StartException(ExitCode.USAGE, "--cwd: there is no folder " + folder);
 * }</pre>
 */
final class StartException extends Exception {
    private final int exitCode;

    /** @param exitCode {@link ExitCode#USAGE} or {@link ExitCode#START} */
    StartException(int exitCode, @Nullable String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** With what the process should exit. */
    int exitCode() {
        return exitCode;
    }
}

package dev.parlance.server.cli;

import dev.parlance.rpc.StdioTransport;

/**
 * Serves one client on stdin and stdout until its end of input, SIGTERM or SIGINT; all three end with exit code 0.
 *
 * <pre>{@code
 * System.exit(StdioServing.run(ServeOptions.DEFAULT));
 * }</pre>
 */
final class StdioServing {
    private StdioServing() {}

    /**
     * Returns the exit code when the client has gone and its requests are answered.
     *
     * @throws StartException if nothing could be started
     */
    static int run(ServeOptions options) throws StartException {
        // Taken first: from here on nothing but messages reaches stdout.
        StdioTransport transport = StdioTransport.open();
        try (RunningServer running = RunningServer.start(options)) {
            running.haltOnSignal(ExitCode.OK);
            RunningServer.await(running.server().connectOnly(transport).closed());
        }
        return ExitCode.OK;
    }
}

package dev.parlance.server.cli;

/**
 * Where the process starts. The way every client takes, {@code app-server} on stdio with nothing else said, is matched
 * by hand: the command line library costs more than the rest of the start.
 *
 * <pre>{@code
 * java -jar parlance-server.jar app-server
 * }</pre>
 */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its code; see {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            return isPlain(args) ? StdioServing.run(ServeOptions.DEFAULT) : CommandLines.run(args);
        } catch (StartException e) {
            StderrLog.say("parlance-server: " + e.getMessage());
            return e.exitCode();
        }
    }

    private static boolean isPlain(String[] args) {
        String line = args.length <= 3 ? String.join(" ", args) : "";
        return line.equals("app-server")
                || line.equals("app-server --stdio")
                || line.equals("app-server --listen stdio://");
    }
}

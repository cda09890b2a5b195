package dev.parlance.server.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command to run, as {@link RunningCommands#start} takes it.
 *
 * <pre>{@code
 * new CommandSpec(List.of("/bin/bash", "-lc", "make"), cwd, CommandEnvironment.ofThisProcess(), Duration.ofMinutes(2), CommandSpec.OUTPUT_CAP)
 * }</pre>
 *
 * @param argv program and arguments; not empty
 * @param cwd existing folder to run in
 * @param environment all of its environment variables
 * @param timeout when it is killed; null means never
 * @param outputCap bytes of output that are kept; of more than that the middle is left out
 */
public record CommandSpec(
        List<String> argv,
        Path cwd,
        Map<String, String> environment,
        @Nullable Duration timeout,
        int outputCap) {
    /** The usual cap, 1 MiB: what the upstream server keeps (observed on codex 0.169.0). */
    public static final int OUTPUT_CAP = 1 << 20;

    /** Checks that there is a program and room for output. */
    public CommandSpec {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(cwd, "cwd");
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least a program");
        }
        if (outputCap < 2 * OutputText.DELTA_BYTES) {
            throw new IllegalArgumentException("outputCap must be at least " + 2 * OutputText.DELTA_BYTES);
        }
    }
}

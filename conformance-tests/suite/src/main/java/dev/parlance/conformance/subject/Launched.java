package dev.parlance.conformance.subject;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A subject's process that runs.
 *
 * <pre>{@code
 * launched.input().close();
 * launched.awaitExit(Duration.ofSeconds(10)).orElseThrow();
 * }</pre>
 */
public interface Launched {
    /** Its standard output. */
    InputStream output();

    /** Its standard input. */
    OutputStream input();

    /** The address it listens at; null if it speaks on standard input and output. */
    @Nullable
    String address();

    /** The number of the process. */
    long pid();

    /** Whether it runs. */
    boolean isAlive();

    /** Its exit code; empty if it still runs after that time. */
    OptionalInt awaitExit(Duration limit) throws InterruptedException;

    /** Asks it to end, as SIGTERM does. */
    void terminate();

    /** Ends it at once, as SIGKILL does, itself and not its children. */
    void kill();

    /** The last lines it wrote to standard error. */
    String stderr();
}

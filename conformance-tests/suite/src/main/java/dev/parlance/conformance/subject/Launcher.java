package dev.parlance.conformance.subject;

import java.io.IOException;
import java.time.Duration;

/**
 * Starts a subject. What stands between the suite and a subject, such as a planted fault, wraps one of these.
 *
 * <pre>{@code
 * Launched launched = new ProcessLauncher().launch(start, variables, Duration.ofSeconds(30));
 * }</pre>
 */
public interface Launcher {
    /**
     * Starts a process; one that is to listen does so when this returns.
     *
     * @throws IOException if it cannot be started or does not listen within the limit
     */
    Launched launch(Subject.Start start, Variables variables, Duration limit) throws IOException;
}

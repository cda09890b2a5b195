package dev.parlance.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a server is run.
 *
 * <pre>{@code
 * Server server = new Server(new ServerOptions(home, Map.of("model", "\"demo\""), false, "0.1.0"));
 * }</pre>
 *
 * @param home folder of configuration, credentials and threads; made when first needed
 * @param configOverrides settings over those of {@code config.toml}, as TOML values by dotted key
 * @param strictConfig true where a setting that nothing reads is an error
 * @param version of the server
 * @param threadIdle after which a thread that nobody listens to is unloaded
 * @param approvalDeadline after which an approval that nobody answered is taken as refused
 */
public record ServerOptions(
        Path home,
        Map<String, String> configOverrides,
        boolean strictConfig,
        String version,
        Duration threadIdle,
        Duration approvalDeadline) {
    /** A minute of idleness, as the real server has it; a day to answer an approval. */
    public ServerOptions(Path home, Map<String, String> configOverrides, boolean strictConfig, String version) {
        this(home, configOverrides, strictConfig, version, Duration.ofMinutes(1), Duration.ofDays(1));
    }
}

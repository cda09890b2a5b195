package dev.parlance.server.cli;

import java.util.Map;
import org.slf4j.event.Level;

/**
 * What the command line says of the server itself.
 *
 * <pre>{@code
 * ServeOptions options = ServeOptions.DEFAULT;
 * }</pre>
 *
 * @param config overrides of {@code config.toml}: dotted key to TOML value, in their order
 * @param strictConfig whether an unknown key is an error
 * @param logFormat of stderr
 * @param logLevel least that is logged
 */
record ServeOptions(Map<String, String> config, boolean strictConfig, LogFormat logFormat, Level logLevel) {
    /** Nothing said. */
    static final ServeOptions DEFAULT = new ServeOptions(Map.of(), false, LogFormat.PLAIN, Level.WARN);
}

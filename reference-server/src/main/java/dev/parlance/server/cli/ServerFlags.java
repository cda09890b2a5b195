package dev.parlance.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.Level;
import picocli.CommandLine.Option;

/** The options that every command with a server in it takes. Filled by picocli. */
final class ServerFlags {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "KEY=VALUE",
            description = "Override a key of config.toml; the value is TOML, else a text. May be repeated.")
    private List<String> config = new ArrayList<>();

    @Option(names = "--strict-config", description = "Refuse to start where config.toml has keys that are not known.")
    private boolean strictConfig;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "plain (default) or json.")
    private LogFormat logFormat = LogFormat.PLAIN;

    @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn (default), info, debug or trace.")
    private Level logLevel = Level.WARN;

    /** Made by picocli. */
    ServerFlags() {}

    /**
     * What was said.
     *
     * @throws StartException for an override that is none
     */
    ServeOptions options() throws StartException {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String each : config) {
            int equals = each.indexOf('=');
            String key = equals < 0 ? "" : each.substring(0, equals).strip();
            if (key.isEmpty()) {
                throw new StartException(
                        ExitCode.USAGE,
                        String.format(Locale.ROOT, "-c takes KEY=VALUE, such as -c model=\"demo\"; given: %s", each));
            }
            overrides.put(key, each.substring(equals + 1).strip());
        }
        return new ServeOptions(overrides, strictConfig, logFormat, logLevel);
    }
}

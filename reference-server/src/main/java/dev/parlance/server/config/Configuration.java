package dev.parlance.server.config;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ConfigWarningNotification;
import dev.parlance.agent.protocol.TextPosition;
import dev.parlance.agent.protocol.TextRange;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's configuration. Layers, each over the one before: the user's file, a profile, flags of the command line,
 * settings for one thread. Files are read for every call, so that a change shows at once, but parsed again only when
 * they have changed; nothing is read before the first call.
 *
 * <pre>{@code
 * Configuration configuration = new Configuration(new ConfigOptions(home, flags, null, () -> Json.MAPPER));
 * Settings settings = configuration.threadSettings(params.config());
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Configuration {
    private final ConfigOptions options;
    private final ConfigFile userFile;
    private final @Nullable ConfigFile profileFile;
    private volatile @Nullable Layer flags;

    /**
     * Reads nothing yet.
     *
     * @throws ConfigException if a flag is no {@code key=value}, or the profile's name is none
     */
    public Configuration(ConfigOptions options) {
        this.options = options;
        SessionFlags.requireKeys(options.flags());
        userFile = new ConfigFile(options.home().resolve("config.toml"), null);
        String profile = options.profile();
        if (profile != null && !profile.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new ConfigException("a profile's name has letters, digits, - and _ only: " + clip(profile));
        }
        profileFile =
                profile == null ? null : new ConfigFile(options.home().resolve(profile + ".config.toml"), profile);
    }

    /** The folder of configuration, credentials and threads; absolute. */
    public Path home() {
        return options.home();
    }

    /**
     * The settings where a client asks for nothing else.
     *
     * @throws ConfigException if a file does not parse or a value is of the wrong kind
     */
    public Settings settings() {
        return new Settings(layers());
    }

    /**
     * The settings with a client's own on top.
     *
     * @param overrides as in {@code thread/start}: keys dotted or tables nested; null for none
     * @throws ConfigException if a file does not parse or a value is of the wrong kind
     */
    public Settings settings(@Nullable Map<String, ? extends @Nullable Object> overrides) {
        List<Layer> layers = new ArrayList<>(layers());
        if (overrides != null && !overrides.isEmpty()) {
            layers.add(SessionFlags.ofThread(overrides));
        }
        return new Settings(layers);
    }

    /**
     * The settings of a thread: its provider exists and its model is known.
     *
     * @param overrides as in {@code thread/start}, with {@code model} and {@code model_provider} where the request
     *     names them; null for none
     * @throws dev.parlance.rpc.RpcException to answer the request with
     */
    public Settings threadSettings(@Nullable Map<String, ? extends @Nullable Object> overrides) {
        try {
            Settings settings = settings(overrides);
            settings.provider();
            settings.model();
            return settings;
        } catch (ConfigException e) {
            throw AgentErrors.invalidArgument("failed to load configuration: " + e.getMessage());
        }
    }

    /**
     * What to tell a client that connects: settings that nothing reads, or that the configuration cannot be used. Does
     * not fail.
     */
    public List<ConfigWarningNotification> warnings() {
        try {
            return settings().warnings();
        } catch (ConfigException e) {
            return List.of(unusable(e));
        }
    }

    private static ConfigWarningNotification unusable(ConfigException e) {
        Path file = e.file();
        return ConfigWarningNotification.builder()
                .summary("The configuration cannot be used.")
                .details(e.getMessage())
                .path(file == null ? null : file.toString())
                .range(e.line() > 0 ? range(e.line(), e.column()) : null)
                .build();
    }

    /**
     * Refuses what would otherwise be warned of; for a strict start.
     *
     * @throws ConfigException with the place of the first setting that nothing reads
     */
    public void requireKnownKeys() {
        for (Layer layer : layers()) {
            ConfigSchema.check(layer);
            for (List<String> path : ConfigSchema.unknown(layer, 1)) {
                throw layer.fault(path, "unknown configuration field `" + clip(KeyPath.format(path)) + "`");
            }
        }
    }

    /** The layers, lowest first; the user's file is always there, the others when they have something to say. */
    List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        layers.add(userFile.read());
        layers.addAll(layersOverUser());
        return layers;
    }

    List<Layer> layersOverUser() {
        List<Layer> layers = new ArrayList<>();
        if (profileFile != null) {
            layers.add(profileFile.read());
        }
        if (!options.flags().isEmpty()) {
            layers.add(flagLayer());
        }
        return layers;
    }

    private Layer flagLayer() {
        Layer ready = flags;
        if (ready == null) {
            ready = SessionFlags.ofFlags(options.flags());
            flags = ready;
        }
        return ready;
    }

    ConfigFile userFile() {
        return userFile;
    }

    ConfigOptions options() {
        return options;
    }

    static TextRange range(int line, int column) {
        TextPosition position = TextPosition.builder()
                .line(BigInteger.valueOf(line))
                .column(BigInteger.valueOf(column))
                .build();
        return TextRange.builder().start(position).end(position).build();
    }

    private static String clip(String text) {
        return ConfigValues.clip(text);
    }
}

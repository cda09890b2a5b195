package dev.parlance.server.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where configuration comes from.
 *
 * <pre>{@code
 * new ConfigOptions(home, List.of("model=\"gpt-5\""), null, () -> Json.MAPPER)
 * }</pre>
 *
 * @param home the folder with {@code config.toml}; neither need exist
 * @param flags {@code key=value} as given with {@code -c}; the value is TOML, or else text
 * @param profile name of a {@code <name>.config.toml} laid over the user's file; null for none
 * @param mapper binds configuration to protocol types; asked for with the first request
 */
public record ConfigOptions(
        Path home, List<String> flags, @Nullable String profile, Supplier<ObjectMapper> mapper) {
    /** Copies the list. */
    public ConfigOptions {
        home = home.toAbsolutePath().normalize();
        flags = List.copyOf(flags);
    }
}

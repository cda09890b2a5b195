package dev.parlance.server.config;

import dev.parlance.rpc.DatabindCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A home folder for one test. */
public record ConfigHome(Path folder) {
    /** Writes the configuration file. */
    public ConfigHome with(String toml) throws IOException {
        Files.writeString(file(), toml);
        return this;
    }

    /** Where the configuration file is. */
    public Path file() {
        return folder.resolve("config.toml");
    }

    /** What the file holds. */
    public String text() throws IOException {
        return Files.readString(file());
    }

    /** Options with flags. */
    public ConfigOptions options(String... flags) {
        return profile(null, flags);
    }

    /** Options with a profile and flags. */
    public ConfigOptions profile(@Nullable String profile, String... flags) {
        return new ConfigOptions(folder, List.of(flags), profile, DatabindCodec::newMapper);
    }

    /** A configuration with flags. */
    public Configuration configuration(String... flags) {
        return new Configuration(options(flags));
    }
}

package dev.parlance.server.config;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.ConfigLayer;
import dev.parlance.agent.protocol.ConfigLayerMetadata;
import dev.parlance.agent.protocol.ConfigLayerSource;
import dev.parlance.agent.protocol.SessionFlagsConfigLayerSource;
import dev.parlance.agent.protocol.UserConfigLayerSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one origin.
 *
 * @param source the origin, as clients see it
 * @param label the origin in messages, where there is no file
 * @param version fingerprint of the content
 * @param values the settings
 * @param file the file; null where the settings are from none
 * @param document the file's text, for places; null where there is none
 */
record Layer(
        ConfigLayerSource source,
        String label,
        String version,
        Map<String, Object> values,
        @Nullable Path file,
        @Nullable TomlDocument document) {

    /** Settings of a file. */
    static Layer ofFile(Path file, @Nullable String profile, byte[] content, TomlDocument document) {
        ConfigLayerSource source = UserConfigLayerSource.builder()
                .file(new AbsolutePathBuf(file.toString()))
                .profile(profile)
                .build();
        return new Layer(source, "user", version(content), document.values(), file, document);
    }

    /** Settings given on the command line or with a request. */
    static Layer ofSession(String label, Map<String, Object> values) {
        byte[] content = values.toString().getBytes(StandardCharsets.UTF_8);
        return new Layer(SessionFlagsConfigLayerSource.of(), label, version(content), values, null, null);
    }

    /** {@code sha256:} and the digest in hexadecimal digits. */
    static String version(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    ConfigLayerMetadata metadata() {
        return ConfigLayerMetadata.of(source, version);
    }

    ConfigLayer toProtocol() {
        return ConfigLayer.builder()
                .name(source)
                .version(version)
                .config(ConfigValues.toJson(values))
                .build();
    }

    /** Where a key stands: line and column from 1; null if that is unknown. */
    int @Nullable [] position(List<String> path) {
        return document == null ? null : document.position(path);
    }

    /** Where a key stands, for people. */
    String where(List<String> path) {
        int[] position = position(path);
        if (file == null) {
            return label;
        }
        return position == null ? file.toString() : file + ":" + position[0] + ":" + position[1];
    }

    /** The fault of a key. */
    ConfigException fault(List<String> path, String what) {
        int[] position = position(path);
        if (file == null) {
            return new ConfigException(label + ": " + what);
        }
        return position == null
                ? new ConfigException(file, 0, 0, what)
                : new ConfigException(file, position[0], position[1], what);
    }
}

package dev.parlance.server.config;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ConfigWriteFailedErrorData;
import dev.parlance.agent.protocol.ConfigWriteFailedErrorDataConfigWriteErrorCode;
import dev.parlance.agent.protocol.ConfigWriteResponse;
import dev.parlance.agent.protocol.MergeStrategy;
import dev.parlance.agent.protocol.OverriddenMetadata;
import dev.parlance.agent.protocol.SessionFlagsConfigLayerSource;
import dev.parlance.agent.protocol.WriteStatus;
import dev.parlance.rpc.RpcException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One write to the user's file: all of its edits, or none. */
final class ConfigWrite {
    /** More edits than a file has keys. */
    private static final int MAX_EDITS = 1000;

    private final Configuration configuration;
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(List<String> path, @Nullable Object value, boolean upsert) {}

    ConfigWrite(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Refuses every file but the user's. */
    void requireUserFile(@Nullable String asked) {
        if (asked != null && !isUserFile(asked)) {
            throw refusal(
                    ConfigWriteFailedErrorDataConfigWriteErrorCode.CONFIG_LAYER_READONLY,
                    "Only writes to the user config are allowed");
        }
    }

    private boolean isUserFile(String asked) {
        try {
            Path path = Path.of(asked);
            ConfigFile file = configuration.userFile();
            return path.isAbsolute()
                    && (path.normalize().equals(file.path()) || path.normalize().equals(file.target()));
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    /** Adds an edit; null removes the key. */
    void add(String keyPath, @Nullable Object value, MergeStrategy strategy) {
        if (edits.size() >= MAX_EDITS) {
            throw invalid("more than " + MAX_EDITS + " edits");
        }
        try {
            Object plain = value == null ? null : ConfigValues.fromJson(value);
            edits.add(new Edit(KeyPath.parse(keyPath), plain, strategy == MergeStrategy.UPSERT));
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Writes. */
    ConfigWriteResponse run(@Nullable String expectedVersion) {
        ConfigFile file = configuration.userFile();
        try {
            List<Layer> over = configuration.layersOverUser();
            Layer written = file.write(present -> change(present, expectedVersion), this::check);
            OverriddenMetadata overridden = overridden(written, over);
            return ConfigWriteResponse.builder()
                    .filePath(new AbsolutePathBuf(file.target().toString()))
                    .status(overridden == null ? WriteStatus.OK : WriteStatus.OK_OVERRIDDEN)
                    .overriddenMetadata(overridden)
                    .version(written.version())
                    .build();
        } catch (ConfigException e) {
            throw AgentErrors.configLoadFailed("failed to load configuration: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw AgentErrors.internalError("cannot write " + file.path() + "; nothing was changed ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private Map<String, Object> change(Layer present, @Nullable String expectedVersion) {
        if (expectedVersion != null && !expectedVersion.equals(present.version())) {
            throw refusal(
                    ConfigWriteFailedErrorDataConfigWriteErrorCode.CONFIG_VERSION_CONFLICT,
                    "Configuration was modified since last read. Fetch latest version and retry.");
        }
        Map<String, Object> values = present.values();
        for (Edit edit : edits) {
            Map<String, Object> table = ConfigValues.table(edit.value);
            Map<String, Object> before = ConfigValues.table(ConfigValues.get(values, edit.path));
            Object value =
                    edit.upsert && table != null && before != null ? ConfigValues.merge(before, table) : edit.value;
            values = ConfigValues.with(values, edit.path, value);
        }
        return values;
    }

    private void check(Layer next) {
        try {
            ConfigBinding.bind(
                    new Settings(List.of(next)), configuration.options().mapper());
        } catch (ConfigException e) {
            throw invalid("Invalid configuration: " + e.what());
        }
    }

    private @Nullable OverriddenMetadata overridden(Layer written, List<Layer> over) {
        for (Edit edit : edits) {
            Object wanted = ConfigValues.get(written.values(), edit.path);
            Map<String, Object> effective = written.values();
            Layer top = null;
            for (Layer layer : over) {
                Map<String, Object> next = ConfigValues.merge(effective, layer.values());
                boolean decides =
                        !Objects.equals(ConfigValues.get(next, edit.path), ConfigValues.get(effective, edit.path));
                top = decides ? layer : top;
                effective = next;
            }
            Object value = ConfigValues.get(effective, edit.path);
            if (top != null && !Objects.equals(value, wanted)) {
                boolean flags = top.source() instanceof SessionFlagsConfigLayerSource;
                return OverriddenMetadata.of(
                        value == null ? null : ConfigValues.toJson(value),
                        "Overridden by " + (flags ? "session flags" : "the profile in use"),
                        top.metadata());
            }
        }
        return null;
    }

    private static RpcException invalid(String message) {
        return refusal(ConfigWriteFailedErrorDataConfigWriteErrorCode.CONFIG_VALIDATION_ERROR, message);
    }

    private static RpcException refusal(ConfigWriteFailedErrorDataConfigWriteErrorCode code, String message) {
        return AgentErrors.configWriteFailed(message, ConfigWriteFailedErrorData.of(code));
    }
}

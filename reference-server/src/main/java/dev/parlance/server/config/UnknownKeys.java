package dev.parlance.server.config;

import dev.parlance.agent.protocol.ConfigWarningNotification;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of settings that nothing reads: most are typing errors. */
final class UnknownKeys {
    /** A file with more is no configuration of this server; the first tell that. */
    private static final int MOST = 20;

    private UnknownKeys() {}

    /** The warning for a layer; null if there is nothing to warn of. */
    static @Nullable ConfigWarningNotification warning(Layer layer) {
        List<List<String>> unknown = ConfigSchema.unknown(layer, MOST + 1);
        if (unknown.isEmpty()) {
            return null;
        }
        boolean more = unknown.size() > MOST;
        List<List<String>> named = more ? unknown.subList(0, MOST) : unknown;
        StringBuilder summary = new StringBuilder(
                named.size() == 1 && !more ? "An unknown setting is ignored:" : "Unknown settings are ignored:");
        for (List<String> path : named) {
            summary.append("\n  ")
                    .append(layer.where(path))
                    .append(": `")
                    .append(ConfigValues.clip(KeyPath.format(path)))
                    .append('`');
        }
        if (more) {
            summary.append("\n  and more");
        }
        Path file = layer.file();
        int[] first = layer.position(unknown.get(0));
        return ConfigWarningNotification.builder()
                .summary(summary.toString())
                .path(file == null ? null : file.toString())
                .range(first == null ? null : Configuration.range(first[0], first[1]))
                .build();
    }
}

package dev.parlance.server.config;

import dev.parlance.agent.protocol.ConfigLayerMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which layer decides each value: by dotted key, elements of lists by their index. */
final class Origins {
    private final Settings settings;
    private final Map<String, ConfigLayerMetadata> found = new LinkedHashMap<>();

    private Origins(Settings settings) {
        this.settings = settings;
    }

    static Map<String, ConfigLayerMetadata> of(Settings settings) {
        Origins origins = new Origins(settings);
        settings.values().forEach((key, value) -> origins.look(List.of(key), value));
        return origins.found;
    }

    private void look(List<String> path, Object value) {
        Map<String, Object> table = ConfigValues.table(value);
        if (table != null) {
            table.forEach((key, member) -> look(child(path, key), member));
            return;
        }
        Layer layer = settings.origin(path);
        if (layer != null) {
            note(path, value, layer.metadata());
        }
    }

    private void note(List<String> path, Object value, ConfigLayerMetadata origin) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                note(child(path, String.valueOf(i)), list.get(i), origin);
            }
        } else if (value instanceof Map<?, ?> table) {
            table.forEach((key, member) -> note(child(path, (String) key), member, origin));
        } else {
            found.put(KeyPath.format(path), origin);
        }
    }

    private static List<String> child(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}

package dev.parlance.server.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.agent.protocol.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Settings as the protocol's type. */
final class ConfigBinding {
    private ConfigBinding() {}

    /**
     * Binds all settings, also those that this server does not read itself.
     *
     * @throws ConfigException with the place of a value that has the wrong kind
     */
    static Config bind(Settings settings, Supplier<ObjectMapper> mapper) {
        try {
            return mapper.get().convertValue(ConfigValues.toJson(settings.values()), Config.class);
        } catch (IllegalArgumentException e) {
            List<String> path = path(e);
            if (path.isEmpty()) {
                throw new ConfigException("a setting has a value of the wrong kind");
            }
            throw settings.fault(
                    path, "`" + ConfigValues.clip(KeyPath.format(path)) + "` has a value of the wrong kind");
        }
    }

    private static List<String> path(IllegalArgumentException e) {
        List<String> path = new ArrayList<>();
        if (e.getCause() instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    break;
                }
                path.add(step.getFieldName());
            }
        }
        return path;
    }
}

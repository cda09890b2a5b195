package dev.parlance.server.thread;

import dev.parlance.server.config.ModelProviderInfo;
import dev.parlance.server.model.DemoProvider;
import dev.parlance.server.model.ModelProvider;
import dev.parlance.server.model.ResponsesProvider;
import dev.parlance.server.model.ResponsesSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Model providers as they are configured, each made once. Thread-safe. */
public final class ModelProviders implements AutoCloseable {
    private final Function<ModelProviderInfo, @Nullable String> keys;
    private final Map<ModelProviderInfo, ModelProvider> made = new HashMap<>();

    /** @param keys gives the key for a provider, null for none; asked with each request */
    public ModelProviders(Function<ModelProviderInfo, @Nullable String> keys) {
        this.keys = keys;
    }

    /** The one so configured. */
    public synchronized ModelProvider of(ModelProviderInfo info) {
        return made.computeIfAbsent(info, this::make);
    }

    /** Has the one so configured do ahead what its first request would have to. */
    public void prepare(ModelProviderInfo info) {
        of(info).prepare();
    }

    private ModelProvider make(ModelProviderInfo info) {
        String baseUrl = info.baseUrl();
        if (baseUrl == null) {
            return new DemoProvider();
        }
        return new ResponsesProvider(ResponsesSettings.builder(info.name(), baseUrl)
                .apiKey(() -> keys.apply(info))
                .httpHeaders(info.httpHeaders())
                .envHttpHeaders(fromEnvironment(info.envHttpHeaders()))
                .queryParams(info.queryParams())
                .requestMaxRetries(info.requestMaxRetries())
                .streamMaxRetries(info.streamMaxRetries())
                .streamIdleTimeout(Duration.ofMillis(info.streamIdleTimeoutMs()))
                .build());
    }

    private static Map<String, String> fromEnvironment(Map<String, String> variables) {
        Map<String, String> values = new HashMap<>();
        variables.forEach((header, variable) -> {
            String value = System.getenv(variable);
            if (value != null && !value.isBlank()) {
                values.put(header, value);
            }
        });
        return values;
    }

    @Override
    public synchronized void close() {
        made.values().forEach(ModelProvider::close);
        made.clear();
    }
}

package dev.parlance.server.config;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.Config;
import dev.parlance.agent.protocol.ConfigBatchWriteParams;
import dev.parlance.agent.protocol.ConfigLayer;
import dev.parlance.agent.protocol.ConfigReadParams;
import dev.parlance.agent.protocol.ConfigReadResponse;
import dev.parlance.agent.protocol.ConfigRequirementsReadResponse;
import dev.parlance.agent.protocol.ConfigValueWriteParams;
import dev.parlance.agent.protocol.ConfigWriteResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code config/*} and {@code configRequirements/*}. Works on the caller's thread and gives finished futures;
 * refusals are thrown as {@link dev.parlance.rpc.RpcException}. One for all connections.
 *
 * <pre>{@code
 * new ConfigService(configuration, threads::reloadSettings)
 * }</pre>
 */
public final class ConfigService implements AgentServer.ConfigRequests, AgentServer.ConfigRequirementsRequests {
    private final Configuration configuration;
    private final Runnable reload;

    /**
     * Answers from a configuration.
     *
     * @param reload called on the thread of the request after a write that asks for loaded threads to take it over
     */
    public ConfigService(Configuration configuration, Runnable reload) {
        this.configuration = configuration;
        this.reload = reload;
    }

    /** The effective configuration. There are no settings of projects, so {@code cwd} makes no difference. */
    @Override
    public CompletableFuture<ConfigReadResponse> read(ConfigReadParams params) {
        Settings settings;
        Config config;
        try {
            settings = configuration.settings();
            config = ConfigBinding.bind(settings, configuration.options().mapper());
        } catch (ConfigException e) {
            throw AgentErrors.configLoadFailed("failed to read configuration layers: " + e.getMessage());
        }
        return CompletableFuture.completedFuture(ConfigReadResponse.builder()
                .config(config)
                .origins(Origins.of(settings))
                .layers(Boolean.TRUE.equals(params.includeLayers()) ? layers(settings) : null)
                .build());
    }

    private static List<ConfigLayer> layers(Settings settings) {
        List<ConfigLayer> layers = new ArrayList<>();
        settings.layers().forEach(layer -> layers.add(layer.toProtocol()));
        Collections.reverse(layers);
        return layers;
    }

    @Override
    public CompletableFuture<ConfigWriteResponse> valueWrite(ConfigValueWriteParams params) {
        ConfigWrite write = new ConfigWrite(configuration);
        write.requireUserFile(params.filePath());
        write.add(params.keyPath(), params.value(), params.mergeStrategy());
        return CompletableFuture.completedFuture(write.run(params.expectedVersion()));
    }

    @Override
    public CompletableFuture<ConfigWriteResponse> batchWrite(ConfigBatchWriteParams params) {
        ConfigWrite write = new ConfigWrite(configuration);
        write.requireUserFile(params.filePath());
        params.edits().forEach(edit -> write.add(edit.keyPath(), edit.value(), edit.mergeStrategy()));
        ConfigWriteResponse written = write.run(params.expectedVersion());
        @Nullable Boolean asked = params.reloadUserConfig();
        if (Boolean.TRUE.equals(asked)) {
            reload.run();
        }
        return CompletableFuture.completedFuture(written);
    }

    /** No administrator can set limits here, so there are none. */
    @Override
    public CompletableFuture<ConfigRequirementsReadResponse> read() {
        return CompletableFuture.completedFuture(ConfigRequirementsReadResponse.builder()
                .supportsIndependentSpeedModes(true)
                .build());
    }
}

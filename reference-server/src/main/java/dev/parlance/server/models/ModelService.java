package dev.parlance.server.models;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.CustomGatewayProviderSettings;
import dev.parlance.agent.protocol.EnvironmentVariableGatewayAuth;
import dev.parlance.agent.protocol.ExternallyConfiguredGatewayAuth;
import dev.parlance.agent.protocol.GatewayAuth;
import dev.parlance.agent.protocol.Model;
import dev.parlance.agent.protocol.ModelListParams;
import dev.parlance.agent.protocol.ModelListResponse;
import dev.parlance.agent.protocol.ModelProviderCapabilitiesReadParams;
import dev.parlance.agent.protocol.ModelProviderCapabilitiesReadResponse;
import dev.parlance.agent.protocol.ModelProviderListParams;
import dev.parlance.agent.protocol.ModelProviderListResponse;
import dev.parlance.agent.protocol.ModelProviderSummary;
import dev.parlance.agent.protocol.NoneGatewayAuth;
import dev.parlance.agent.protocol.OpenaiProviderSettings;
import dev.parlance.agent.protocol.ProviderSettings;
import dev.parlance.rpc.RpcException;
import dev.parlance.server.config.ConfigException;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.config.ModelProviderInfo;
import dev.parlance.server.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code model/list} and {@code modelProvider/*} from the configuration. Works on the caller's thread and gives
 * finished futures; refusals are thrown as {@link dev.parlance.rpc.RpcException}. One for all connections.
 *
 * <pre>{@code
 * new ModelService(configuration)
 * }</pre>
 */
public final class ModelService implements AgentServer.ModelRequests, AgentServer.ModelProviderRequests {
    private final Configuration configuration;

    /** Answers from a configuration. */
    public ModelService(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The models of the catalogue; none of them is hidden, so asking for hidden ones makes no difference. */
    @Override
    public CompletableFuture<ModelListResponse> list(ModelListParams params) {
        List<Model> models;
        try {
            Settings settings = configuration.settings();
            models = ModelCatalogue.of(settings, provider(settings, params.modelProvider()));
        } catch (ConfigException e) {
            throw AgentErrors.invalidArgument("failed to load configuration: " + e.getMessage());
        }
        int from = offset(params.cursor(), models.size());
        int to = (int) Math.min(models.size(), from + limit(params.limit()));
        return CompletableFuture.completedFuture(ModelListResponse.builder()
                .data(models.subList(from, to))
                .nextCursor(to < models.size() ? String.valueOf(to) : null)
                .build());
    }

    private static String provider(Settings settings, @Nullable String asked) {
        if (asked == null) {
            return settings.provider().id();
        }
        if (!settings.providers().containsKey(asked)) {
            String shown = asked.length() > 80 ? asked.substring(0, 80) + "…" : asked;
            throw new RpcException(
                    AgentErrors.INVALID_ARGUMENT,
                    "the model provider `" + shown + "` is not configured",
                    Map.of("type", "modelProviderNotConfigured", "modelProvider", shown));
        }
        return asked;
    }

    private static int offset(@Nullable String cursor, int size) {
        if (cursor == null) {
            return 0;
        }
        if (cursor.isEmpty() || cursor.length() > 9 || !cursor.chars().allMatch(c -> c >= '0' && c <= '9')) {
            String shown = cursor.length() > 80 ? cursor.substring(0, 80) + "…" : cursor;
            throw AgentErrors.invalidCursor("invalid cursor: " + shown);
        }
        int offset = Integer.parseInt(cursor);
        if (offset > size) {
            throw AgentErrors.invalidCursor("cursor " + offset + " exceeds total models " + size);
        }
        return offset;
    }

    private static long limit(@Nullable Long limit) {
        if (limit == null) {
            return Integer.MAX_VALUE;
        }
        if (limit < 0 || limit > 0xFFFF_FFFFL) {
            throw AgentErrors.invalidRequest("`limit` must be a whole number from 0 to 4294967295");
        }
        return Math.max(1, limit);
    }

    @Override
    public CompletableFuture<ModelProviderListResponse> list(ModelProviderListParams params) {
        Settings settings = settings("failed to read providers: ");
        List<ModelProviderSummary> summaries = settings.providers().values().stream()
                .map(provider -> ModelProviderSummary.builder()
                        .id(provider.id())
                        .name(provider.name())
                        .baseUrl(provider.isBuiltIn() ? null : publicAddress(provider.baseUrl()))
                        .canEdit(settings.isUserDefined(provider.id()))
                        .settings(describe(provider))
                        .build())
                .toList();
        return CompletableFuture.completedFuture(ModelProviderListResponse.builder()
                .canChangeDefault(true)
                .defaultProviderId(settings.modelProvider())
                .data(summaries)
                .build());
    }

    /** An address may hold a password or a key; such a one is not shown. */
    private static @Nullable String publicAddress(@Nullable String address) {
        if (address == null) {
            return null;
        }
        URI uri = URI.create(address);
        return uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
                ? address
                : null;
    }

    private static ProviderSettings describe(ModelProviderInfo provider) {
        return provider.id().equals(ModelProviderInfo.OPENAI)
                ? OpenaiProviderSettings.of()
                : CustomGatewayProviderSettings.of(auth(provider));
    }

    private static GatewayAuth auth(ModelProviderInfo provider) {
        String variable = provider.envKey();
        if (variable != null) {
            return EnvironmentVariableGatewayAuth.of(variable);
        }
        boolean more = provider.requiresOpenaiAuth()
                || !provider.httpHeaders().isEmpty()
                || !provider.envHttpHeaders().isEmpty()
                || !provider.queryParams().isEmpty();
        return more ? ExternallyConfiguredGatewayAuth.builder().build() : NoneGatewayAuth.of();
    }

    /** Neither is built: whatever the provider could do, this server does not ask it for. */
    @Override
    public CompletableFuture<ModelProviderCapabilitiesReadResponse> capabilitiesRead(
            ModelProviderCapabilitiesReadParams params) {
        settings("failed to read providers: ");
        return CompletableFuture.completedFuture(ModelProviderCapabilitiesReadResponse.of(false, false));
    }

    private Settings settings(String prefix) {
        try {
            return configuration.settings();
        } catch (ConfigException e) {
            throw AgentErrors.configLoadFailed(prefix + e.getMessage());
        }
    }
}

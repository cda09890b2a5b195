package dev.parlance.server.config;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.ApprovalsReviewer;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.AskForApprovalGranular;
import dev.parlance.agent.protocol.ConfigWarningNotification;
import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ReadOnlySandboxPolicy;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.ReasoningSummary;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.SandboxPolicy;
import dev.parlance.agent.protocol.WorkspaceWriteSandboxPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is set, as of one moment; every value has been checked. Immutable.
 *
 * <pre>{@code
 * Settings settings = configuration.settings();
 * if (settings.provider().id().equals(ModelProviderInfo.DEMO)) …
 * }</pre>
 */
public final class Settings {
    private final List<Layer> layers;
    private final Map<String, Object> values;

    Settings(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        Map<String, Object> merged = Map.of();
        for (Layer layer : layers) {
            if (!layer.values().isEmpty()) {
                ConfigSchema.check(layer);
                merged = ConfigValues.merge(merged, layer.values());
            }
        }
        values = merged;
        requireProviderNames();
    }

    private void requireProviderNames() {
        table("model_providers").forEach((id, provider) -> {
            if (provider instanceof Map<?, ?> table && !table.containsKey("name")) {
                throw fault(
                        List.of("model_providers", id),
                        "model_providers." + ConfigValues.clip(id) + ": provider name must not be empty");
            }
        });
    }

    /**
     * The model of new threads: the one that is set, or the demo's own.
     *
     * @throws ConfigException if none is set and the provider has none of its own
     */
    public String model() {
        String set = configuredModel();
        if (set != null) {
            return set;
        }
        if (modelProvider().equals(ModelProviderInfo.DEMO)) {
            return ModelProviderInfo.DEMO;
        }
        throw new ConfigException("no model is set for the model provider `" + ConfigValues.clip(modelProvider())
                + "`; add a line such as model = \"name\" to config.toml");
    }

    /** {@code model}; null if it is not set. */
    public @Nullable String configuredModel() {
        return text("model");
    }

    /** {@code review_model}; null for the thread's own. */
    public @Nullable String reviewModel() {
        return text("review_model");
    }

    /** {@code model_provider}: the id, {@code demo} if it is not set. The provider need not exist. */
    public String modelProvider() {
        String id = text("model_provider");
        return id == null ? ModelProviderInfo.DEMO : id;
    }

    /**
     * The provider of new threads.
     *
     * @throws ConfigException if it is not configured, or has no address
     */
    public ModelProviderInfo provider() {
        return provider(modelProvider());
    }

    /**
     * A provider.
     *
     * @throws ConfigException if it is not configured, or has no address
     */
    public ModelProviderInfo provider(String id) {
        ModelProviderInfo provider = providers().get(id);
        if (provider == null) {
            throw new ConfigException("Model provider `" + ConfigValues.clip(id) + "` not found");
        }
        if (provider.baseUrl() == null && !provider.isBuiltIn()) {
            throw fault(
                    List.of("model_providers", id),
                    "model_providers." + ConfigValues.clip(id) + ": base_url is missing");
        }
        return provider;
    }

    /** The built-in and the configured providers by id, in its order. */
    public Map<String, ModelProviderInfo> providers() {
        Map<String, ModelProviderInfo> providers = new TreeMap<>();
        providers.put(ModelProviderInfo.DEMO, ModelProviderInfo.demo());
        providers.put(ModelProviderInfo.OPENAI, ModelProviderInfo.openai());
        table("model_providers").forEach((id, table) -> {
            Map<String, Object> members = ConfigValues.table(table);
            if (members != null) {
                providers.put(id, ModelProviderInfo.from(id, members));
            }
        });
        return providers;
    }

    /** {@code approval_policy}: on request unless set otherwise. */
    public AskForApproval approvalPolicy() {
        Object policy = values.get("approval_policy");
        if (policy instanceof Map) {
            return granular(table("approval_policy"));
        }
        return "never".equals(policy) ? AskForApproval.Value.NEVER : AskForApproval.Value.ON_REQUEST;
    }

    private static AskForApproval granular(Map<String, Object> table) {
        Map<String, Object> kinds = ConfigValues.tableAt(table, List.of("granular"));
        return new AskForApproval.Granular(AskForApprovalGranular.builder()
                .sandboxApproval(flag(kinds, "sandbox_approval"))
                .rules(flag(kinds, "rules"))
                .mcpElicitations(flag(kinds, "mcp_elicitations"))
                .requestPermissions(flag(kinds, "request_permissions"))
                .skillApproval(flag(kinds, "skill_approval"))
                .build());
    }

    /** {@code approvals_reviewer}: the user unless set otherwise; the former name is given as the present one. */
    public ApprovalsReviewer approvalsReviewer() {
        String reviewer = text("approvals_reviewer");
        return reviewer == null || reviewer.equals("user") ? ApprovalsReviewer.USER : ApprovalsReviewer.AUTO_REVIEW;
    }

    /** {@code sandbox_mode}: read-only unless set otherwise. */
    public SandboxMode sandboxMode() {
        String mode = text("sandbox_mode");
        return mode == null ? SandboxMode.READ_ONLY : new SandboxMode(mode);
    }

    /** {@code sandbox_workspace_write}. */
    public WorkspaceWrite sandboxWorkspaceWrite() {
        Map<String, Object> table = table("sandbox_workspace_write");
        List<Path> roots = new ArrayList<>();
        if (table.get("writable_roots") instanceof List<?> list) {
            list.forEach(root -> roots.add(path((String) root)));
        }
        return new WorkspaceWrite(
                roots,
                flag(table, "network_access"),
                flag(table, "exclude_tmpdir_env_var"),
                flag(table, "exclude_slash_tmp"));
    }

    private static Path path(String text) {
        String expanded = text.startsWith("~") ? System.getProperty("user.home") + text.substring(1) : text;
        return Path.of(expanded).normalize();
    }

    /**
     * The sandbox of a mode with the details that are set, as threads report it.
     *
     * @param mode {@link #sandboxMode()}, or what the client asks for; one that is unknown is read-only
     */
    public SandboxPolicy sandboxPolicy(SandboxMode mode) {
        if (mode.equals(SandboxMode.DANGER_FULL_ACCESS)) {
            return DangerFullAccessSandboxPolicy.of();
        }
        if (!mode.equals(SandboxMode.WORKSPACE_WRITE)) {
            return ReadOnlySandboxPolicy.builder().networkAccess(false).build();
        }
        WorkspaceWrite details = sandboxWorkspaceWrite();
        return WorkspaceWriteSandboxPolicy.builder()
                .writableRoots(details.writableRoots().stream()
                        .map(root -> new AbsolutePathBuf(root.toString()))
                        .toList())
                .networkAccess(details.networkAccess())
                .excludeTmpdirEnvVar(details.excludeTmpdirEnvVar())
                .excludeSlashTmp(details.excludeSlashTmp())
                .build();
    }

    /** {@code model_reasoning_effort}; null for the model's default. */
    public @Nullable ReasoningEffort reasoningEffort() {
        String effort = text("model_reasoning_effort");
        return effort == null ? null : new ReasoningEffort(effort);
    }

    /** {@code model_reasoning_summary}; null for the model's default. */
    public @Nullable ReasoningSummary reasoningSummary() {
        String summary = text("model_reasoning_summary");
        return summary == null ? null : new ReasoningSummary(summary);
    }

    /** {@code model_context_window} in tokens; null if it is not set. */
    public @Nullable Long contextWindow() {
        return values.get("model_context_window") instanceof Long tokens ? tokens : null;
    }

    /** {@code model_auto_compact_token_limit} in tokens; null if it is not set. */
    public @Nullable Long autoCompactTokenLimit() {
        return values.get("model_auto_compact_token_limit") instanceof Long tokens ? tokens : null;
    }

    /** {@code tools.update_plan.enabled}: whether the model may show a plan. True unless set otherwise. */
    public boolean updatePlanEnabled() {
        Object enabled = ConfigValues.get(values, List.of("tools", "update_plan", "enabled"));
        return enabled == null || Boolean.TRUE.equals(enabled);
    }

    /** {@code service_tier}; null for the default. */
    public @Nullable String serviceTier() {
        return text("service_tier");
    }

    /** {@code instructions}, in place of the server's own; null for none. */
    public @Nullable String instructions() {
        return text("instructions");
    }

    /** {@code developer_instructions}; null for none. */
    public @Nullable String developerInstructions() {
        return text("developer_instructions");
    }

    /** {@code compact_prompt}, in place of the server's own; null for none. */
    public @Nullable String compactPrompt() {
        return text("compact_prompt");
    }

    /** One notification for each layer that has settings which nothing reads; with the place of each in its text. */
    public List<ConfigWarningNotification> warnings() {
        return layers.stream()
                .filter(layer -> !layer.values().isEmpty())
                .map(UnknownKeys::warning)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Whether a provider is defined where a client can change it: in the user's own file. */
    public boolean isUserDefined(String providerId) {
        return ConfigValues.get(layers.get(0).values(), List.of("model_providers", providerId)) != null;
    }

    /** All layers in one. */
    Map<String, Object> values() {
        return values;
    }

    /** Lowest first. */
    List<Layer> layers() {
        return layers;
    }

    /** The layer that decides a key; null if none sets it. */
    @Nullable
    Layer origin(List<String> path) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            if (ConfigValues.get(layers.get(i).values(), path) != null) {
                return layers.get(i);
            }
        }
        return null;
    }

    /** The fault of a key, where it was set. */
    ConfigException fault(List<String> path, String what) {
        Layer layer = origin(path);
        return layer == null ? new ConfigException(what) : layer.fault(path, what);
    }

    private @Nullable String text(String key) {
        return values.get(key) instanceof String text ? text : null;
    }

    private Map<String, Object> table(String key) {
        return ConfigValues.tableAt(values, List.of(key));
    }

    private static boolean flag(Map<String, Object> table, String key) {
        return Boolean.TRUE.equals(table.get(key));
    }
}

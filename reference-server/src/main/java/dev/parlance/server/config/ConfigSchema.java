package dev.parlance.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are known, and what they must look like. Those this server reads are checked in detail; those of
 * other programs that share the file are let pass; all others are warned of.
 */
final class ConfigSchema {
    static final List<String> BUILT_IN_PROVIDERS = List.of("demo", "openai");

    /** Members of the protocol's configuration that this server does not read. Listed: reflection slows the start. */
    private static final List<String> OF_THE_PROTOCOL = List.of(
            "analytics",
            "apps",
            "browser_use",
            "client_search_provider",
            "computer_use",
            "desktop",
            "forced_chatgpt_workspace_id",
            "forced_login_method",
            "model_auto_compact_token_limit_scope",
            "model_verbosity",
            "web_search");

    /** Read by user interfaces, or switches for parts that this server does not have. */
    private static final List<String> OF_OTHERS = List.of(
            "check_for_update_on_startup",
            "cli_auth_credentials_store",
            "disable_paste_burst",
            "features",
            "feedback",
            "file_opener",
            "hide_agent_reasoning",
            "marketplaces",
            "notice",
            "plugins",
            "projects",
            "show_raw_agent_reasoning",
            "suppress_unstable_features_warning",
            "tui");

    private static final Shape PROVIDER = Shape.table(Map.ofEntries(
            Map.entry("name", Shape.NAME),
            Map.entry("base_url", Shape.HTTP_ADDRESS),
            Map.entry("env_key", Shape.NAME),
            Map.entry("env_key_instructions", Shape.TEXT),
            Map.entry("http_headers", Shape.TEXTS),
            Map.entry("env_http_headers", Shape.TEXTS),
            Map.entry("query_params", Shape.TEXTS),
            Map.entry("request_max_retries", Shape.RETRIES),
            Map.entry("stream_max_retries", Shape.RETRIES),
            Map.entry("stream_idle_timeout_ms", Shape.POSITIVE),
            Map.entry("requires_openai_auth", Shape.FLAG),
            Map.entry("supports_websockets", Shape.FLAG),
            Map.entry("wire_api", Shape.scalar("`responses`, the only interface there is", "responses"::equals))));

    private static final Shape APPROVAL_POLICY = new Shape(
            "`on-request`, `never` or a `granular` table",
            value -> value.equals("on-request") || value.equals("never") || isGranular(value),
            Map.of(
                    "granular",
                    Shape.table(Map.of(
                            "sandbox_approval", Shape.FLAG,
                            "rules", Shape.FLAG,
                            "mcp_elicitations", Shape.FLAG,
                            "request_permissions", Shape.FLAG,
                            "skill_approval", Shape.FLAG))),
            null);

    private static final Shape ROOT = Shape.table(known());

    private ConfigSchema() {}

    private static Map<String, Shape> known() {
        Map<String, Shape> known = new HashMap<>();
        OF_THE_PROTOCOL.forEach(name -> known.put(name, Shape.ANYTHING));
        OF_OTHERS.forEach(name -> known.put(name, Shape.ANYTHING));
        known.putAll(Map.ofEntries(
                Map.entry("model", Shape.NAME),
                Map.entry("review_model", Shape.NAME),
                Map.entry("model_provider", Shape.NAME),
                Map.entry("model_providers", Shape.tableOf(PROVIDER)),
                Map.entry("approval_policy", APPROVAL_POLICY),
                Map.entry("approvals_reviewer", Shape.choice("user", "auto_review", "guardian_subagent")),
                Map.entry("sandbox_mode", Shape.choice("read-only", "workspace-write", "danger-full-access")),
                Map.entry(
                        "sandbox_workspace_write",
                        Shape.table(Map.of(
                                "writable_roots", Shape.PATHS,
                                "network_access", Shape.FLAG,
                                "exclude_tmpdir_env_var", Shape.FLAG,
                                "exclude_slash_tmp", Shape.FLAG))),
                Map.entry("model_reasoning_effort", Shape.NAME),
                Map.entry("model_reasoning_summary", Shape.choice("auto", "concise", "detailed", "none")),
                Map.entry("model_context_window", Shape.POSITIVE),
                Map.entry("model_auto_compact_token_limit", Shape.POSITIVE),
                Map.entry("service_tier", Shape.NAME),
                Map.entry("instructions", Shape.TEXT),
                Map.entry("developer_instructions", Shape.TEXT),
                Map.entry("compact_prompt", Shape.TEXT),
                Map.entry(
                        "tools",
                        Shape.table(Map.of(
                                "update_plan",
                                Shape.table(Map.of("enabled", Shape.FLAG)),
                                "web_search",
                                Shape.ANYTHING)))));
        return Map.copyOf(known);
    }

    private static boolean isGranular(Object value) {
        return value instanceof Map<?, ?> table && table.size() == 1 && table.get("granular") instanceof Map;
    }

    /** The settings at the top that are not warned of. */
    static Set<String> names() {
        return ROOT.members().keySet();
    }

    /** Refuses a layer that has a wrong value. */
    static void check(Layer layer) {
        check(layer, List.of(), layer.values(), ROOT);
        for (String id :
                ConfigValues.tableAt(layer.values(), List.of("model_providers")).keySet()) {
            if (BUILT_IN_PROVIDERS.contains(id)) {
                throw layer.fault(
                        List.of("model_providers", id),
                        "model_providers must not redefine the built-in provider `" + id + "`; choose another name");
            }
        }
    }

    private static void check(Layer layer, List<String> path, Object value, Shape shape) {
        if (!shape.fits().test(value)) {
            throw layer.fault(path, complaint(path, value, shape));
        }
        forEachMember(path, value, shape, (member, inner) -> {
            if (inner != null) {
                Object part = ConfigValues.get(layer.values(), member);
                check(layer, member, part == null ? "" : part, inner);
            }
        });
    }

    private static String complaint(List<String> path, Object value, Shape shape) {
        if (path.equals(List.of("approval_policy")) && "untrusted".equals(value)) {
            return "approval_policy = \"untrusted\" is no longer supported; remove this setting";
        }
        // Further down a text may be a secret; the settings at the top are none.
        String found = value instanceof String text && path.size() == 1
                ? '"' + ConfigValues.clip(text) + '"'
                : ConfigValues.describe(value);
        return "`" + ConfigValues.clip(KeyPath.format(path)) + "` must be " + shape.expected() + ", not " + found;
    }

    /** The keys of a layer that nothing reads, at most {@code limit}. */
    static List<List<String>> unknown(Layer layer, int limit) {
        List<List<String>> found = new ArrayList<>();
        collectUnknown(layer.values(), List.of(), ROOT, limit, found);
        return found;
    }

    private static void collectUnknown(
            Object value, List<String> path, Shape shape, int limit, List<List<String>> found) {
        Map<String, Object> table = ConfigValues.table(value);
        forEachMember(path, value, shape, (member, inner) -> {
            if (inner == null && found.size() < limit) {
                found.add(member);
            } else if (inner != null && table != null) {
                Object part = table.get(member.get(member.size() - 1));
                collectUnknown(part == null ? "" : part, member, inner, limit, found);
            }
        });
    }

    /** Calls with each member and its shape, null for an unknown one; with none where members are nobody's concern. */
    private static void forEachMember(
            List<String> path, Object value, Shape shape, BiConsumer<List<String>, @Nullable Shape> each) {
        Map<String, Object> table = ConfigValues.table(value);
        if (table == null || (shape.members().isEmpty() && shape.others() == null)) {
            return;
        }
        for (String key : table.keySet()) {
            List<String> member = new ArrayList<>(path);
            member.add(key);
            each.accept(member, shape.members().getOrDefault(key, shape.others()));
        }
    }
}

package dev.parlance.server.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model provider as configured. Headers and query can hold secrets, so the text form leaves their values out.
 *
 * @param id its key in {@code model_providers}, or {@code demo} or {@code openai}
 * @param name for people
 * @param baseUrl address before {@code /responses}; null for the demo, which has none
 * @param envKey environment variable that holds the key; null for none
 * @param httpHeaders headers to send as they are
 * @param envHttpHeaders headers whose values are in the environment variables named
 * @param queryParams parameters to add to the address
 * @param requestMaxRetries how often a request that got no answer is repeated
 * @param streamMaxRetries how often an answer that broke off is asked for again
 * @param streamIdleTimeoutMs milliseconds without a byte after which an answer has broken off
 * @param requiresOpenaiAuth whether the user has to sign in
 */
public record ModelProviderInfo(
        String id,
        String name,
        @Nullable String baseUrl,
        @Nullable String envKey,
        Map<String, String> httpHeaders,
        Map<String, String> envHttpHeaders,
        Map<String, String> queryParams,
        int requestMaxRetries,
        int streamMaxRetries,
        long streamIdleTimeoutMs,
        boolean requiresOpenaiAuth) {
    /** Id of the provider that answers from a script of its own, without network or account. */
    public static final String DEMO = "demo";

    /** Id of the provider that is OpenAI itself. */
    public static final String OPENAI = "openai";

    /** Where the configuration says nothing, the same as Codex has. */
    private static final int DEFAULT_REQUEST_RETRIES = 4;

    private static final int DEFAULT_STREAM_RETRIES = 5;

    private static final long DEFAULT_IDLE_MS = 300_000;

    /** Copies the maps. */
    public ModelProviderInfo {
        httpHeaders = Map.copyOf(httpHeaders);
        envHttpHeaders = Map.copyOf(envHttpHeaders);
        queryParams = Map.copyOf(queryParams);
    }

    static ModelProviderInfo demo() {
        return builtIn(DEMO, "Demo", Map.of());
    }

    static ModelProviderInfo openai() {
        return builtIn(
                OPENAI,
                "OpenAI",
                Map.of(
                        "base_url", "https://api.openai.com/v1",
                        "env_key", "OPENAI_API_KEY",
                        "requires_openai_auth", true));
    }

    private static ModelProviderInfo builtIn(String id, String name, Map<String, Object> table) {
        return from(id, ConfigValues.merge(Map.of("name", name), table));
    }

    /** Reads a table that has been checked. */
    static ModelProviderInfo from(String id, Map<String, Object> table) {
        String name = text(table, "name");
        return new ModelProviderInfo(
                id,
                name == null ? id : name,
                text(table, "base_url"),
                text(table, "env_key"),
                texts(table, "http_headers"),
                texts(table, "env_http_headers"),
                texts(table, "query_params"),
                (int) number(table, "request_max_retries", DEFAULT_REQUEST_RETRIES),
                (int) number(table, "stream_max_retries", DEFAULT_STREAM_RETRIES),
                number(table, "stream_idle_timeout_ms", DEFAULT_IDLE_MS),
                Boolean.TRUE.equals(table.get("requires_openai_auth")));
    }

    /** Whether the server brings it along; such a provider cannot be redefined. */
    public boolean isBuiltIn() {
        return ConfigSchema.BUILT_IN_PROVIDERS.contains(id);
    }

    @Override
    public String toString() {
        return "ModelProviderInfo[" + id + ", baseUrl " + (baseUrl == null ? "none" : "set") + ", envKey " + envKey
                + ", headers " + httpHeaders.keySet() + ", env headers " + envHttpHeaders + "]";
    }

    private static @Nullable String text(Map<String, Object> table, String key) {
        return table.get(key) instanceof String text ? text : null;
    }

    private static long number(Map<String, Object> table, String key, long otherwise) {
        return table.get(key) instanceof Long number ? number : otherwise;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Map<String, Object> table, String key) {
        return table.get(key) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }
}

package dev.parlance.server.model;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a {@link ResponsesProvider} asks. Holds secrets: {@link #toString()} names the endpoint only.
 *
 * <pre>{@code
 * ResponsesSettings.builder("openai", "https://api.openai.com/v1").apiKey(() -> System.getenv("OPENAI_API_KEY")).build()
 * }</pre>
 *
 * @param name the provider's name, for messages
 * @param baseUrl what {@code /responses} is added to; http or https
 * @param apiKey asked before each request, on the turn's thread; sent as bearer; null or blank for none
 * @param httpHeaders further headers, sent as they are; they win over those the provider sets
 * @param envHttpHeaders the same, with values that came from environment variables
 * @param queryParams added to the address, encoded here
 * @param requestMaxRetries how often a request is silently sent again after a fault of the endpoint; 0 to 100
 * @param streamMaxRetries how often the turn loop tries again after a failure that may pass; 0 to 100
 * @param streamIdleTimeout how long an endpoint may be silent, before its answer and in it
 * @param connectTimeout how long a connection may take to come about
 */
public record ResponsesSettings(
        String name,
        String baseUrl,
        Supplier<@Nullable String> apiKey,
        Map<String, String> httpHeaders,
        Map<String, String> envHttpHeaders,
        Map<String, String> queryParams,
        int requestMaxRetries,
        int streamMaxRetries,
        Duration streamIdleTimeout,
        Duration connectTimeout) {
    private static final int MOST_RETRIES = 100;

    /** Copies the maps and bounds the retries. */
    public ResponsesSettings {
        httpHeaders = Map.copyOf(httpHeaders);
        envHttpHeaders = Map.copyOf(envHttpHeaders);
        queryParams = Map.copyOf(queryParams);
        requestMaxRetries = Math.max(0, Math.min(MOST_RETRIES, requestMaxRetries));
        streamMaxRetries = Math.max(0, Math.min(MOST_RETRIES, streamMaxRetries));
    }

    /** Settings with 4 request retries, 5 stream retries, 300 s of silence, 30 s to connect, and no key. */
    public static Builder builder(String name, String baseUrl) {
        return new Builder(name, baseUrl);
    }

    /** The endpoint without user, path and query: fit for messages. */
    String origin() {
        try {
            URI uri = URI.create(baseUrl);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "an address that cannot be read";
        }
    }

    /** Name and endpoint; no secrets. */
    @Override
    public String toString() {
        return "ResponsesSettings[" + name + ", " + origin() + "]";
    }

    /** Collects settings; each method answers this builder and says what the component of its name says. */
    public static final class Builder {
        private final String name;
        private final String baseUrl;
        private Supplier<@Nullable String> apiKey = () -> null;
        private Map<String, String> httpHeaders = Map.of();
        private Map<String, String> envHttpHeaders = Map.of();
        private Map<String, String> queryParams = Map.of();
        private int requestMaxRetries = 4;
        private int streamMaxRetries = 5;
        private Duration streamIdleTimeout = Duration.ofMinutes(5);
        private Duration connectTimeout = Duration.ofSeconds(30);

        private Builder(String name, String baseUrl) {
            this.name = name;
            this.baseUrl = baseUrl;
        }

        /** Sets {@link ResponsesSettings#apiKey()}. */
        public Builder apiKey(Supplier<@Nullable String> value) {
            apiKey = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#httpHeaders()}. */
        public Builder httpHeaders(Map<String, String> value) {
            httpHeaders = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#envHttpHeaders()}. */
        public Builder envHttpHeaders(Map<String, String> value) {
            envHttpHeaders = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#queryParams()}. */
        public Builder queryParams(Map<String, String> value) {
            queryParams = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#requestMaxRetries()}. */
        public Builder requestMaxRetries(int value) {
            requestMaxRetries = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#streamMaxRetries()}. */
        public Builder streamMaxRetries(int value) {
            streamMaxRetries = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#streamIdleTimeout()}. */
        public Builder streamIdleTimeout(Duration value) {
            streamIdleTimeout = value;
            return this;
        }

        /** Sets {@link ResponsesSettings#connectTimeout()}. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /** The settings. */
        public ResponsesSettings build() {
            return new ResponsesSettings(
                    name,
                    baseUrl,
                    apiKey,
                    httpHeaders,
                    envHttpHeaders,
                    queryParams,
                    requestMaxRetries,
                    streamMaxRetries,
                    streamIdleTimeout,
                    connectTimeout);
        }
    }
}

package dev.parlance.server.model;

import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request as it goes over HTTP.
 *
 * @param secrets what must not appear in any message
 */
record ResponsesCall(HttpRequest http, List<String> secrets) {
    /** Shorter values would blank out ordinary words. */
    private static final int SHORTEST_SECRET = 6;

    /** The POST with this body. A header or an address that HTTP does not allow is named, without its value. */
    static ResponsesCall of(ResponsesSettings settings, byte[] body) throws ModelException {
        HttpRequest.Builder http = HttpRequest.newBuilder(address(settings));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "text/event-stream");
        headers.put("User-Agent", "parlance-reference-server");
        String key = settings.apiKey().get();
        List<String> secrets = new ArrayList<>();
        if (key != null && !key.isBlank()) {
            headers.put("Authorization", "Bearer " + key.strip());
            secrets.add(key.strip());
        }
        headers.putAll(settings.httpHeaders());
        headers.putAll(settings.envHttpHeaders());
        secrets.addAll(settings.httpHeaders().values());
        secrets.addAll(settings.envHttpHeaders().values());
        secrets.addAll(settings.queryParams().values());
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            set(http, header, settings);
        }
        http.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return new ResponsesCall(http.build(), List.copyOf(secrets));
    }

    /** The text with every secret blanked out. */
    String redact(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    /** Names the endpoint; no secrets. */
    @Override
    public String toString() {
        return "ResponsesCall[" + http.uri().getHost() + "]";
    }

    private static void set(HttpRequest.Builder http, Map.Entry<String, String> header, ResponsesSettings settings)
            throws ModelException {
        try {
            http.setHeader(header.getKey(), header.getValue());
        } catch (IllegalArgumentException e) {
            // The cause is left out: its message holds the value.
            throw misconfigured(
                    settings,
                    "the header \"" + Failures.bounded(header.getKey())
                            + "\" has a name or value that HTTP does not allow; check the key and http_headers",
                    null);
        }
    }

    private static URI address(ResponsesSettings settings) throws ModelException {
        String base = settings.baseUrl().strip();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        String query = new TreeMap<>(settings.queryParams())
                .entrySet().stream()
                        .map(param -> encode(param.getKey()) + "=" + encode(param.getValue()))
                        .collect(Collectors.joining("&"));
        try {
            URI uri = URI.create(base + "/responses" + (query.isEmpty() ? "" : "?" + query));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && !base.contains("?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw misconfigured(settings, "base_url is no address", null);
        }
        throw misconfigured(
                settings, "base_url must be http://host/path or https://host/path, without user and query", null);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ModelException misconfigured(ResponsesSettings settings, String what, @Nullable Throwable cause) {
        return new ModelException(
                "the model provider \"" + settings.name() + "\" is misconfigured: " + what,
                Value.OTHER,
                null,
                false,
                null,
                cause);
    }
}

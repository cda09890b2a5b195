package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.protocol.ProtocolDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The protocol's documents, as tests read them. */
public final class Protocol {
    /** What {@code initialize} and the documentation say that the server serves. */
    public static final Set<String> PROFILES = Set.of("core", "approvals", "history", "config", "account", "models");

    static final JsonNode SCHEMA = read(ProtocolDocument.SCHEMA);
    static final JsonNode LIFECYCLES = read(ProtocolDocument.LIFECYCLES);

    private Protocol() {}

    static JsonNode read(ProtocolDocument document) {
        try (InputStream in = document.open()) {
            return Transcript.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entry of the method table; a missing node where there is none. */
    static JsonNode method(String name) {
        return SCHEMA.path("x-methods").path(name);
    }

    /** The methods by which a client asks, by name. */
    static Map<String, JsonNode> clientRequests() {
        Map<String, JsonNode> requests = new TreeMap<>();
        SCHEMA.path("x-methods").properties().forEach(entry -> {
            JsonNode method = entry.getValue();
            if (method.path("direction").asText().equals("client")
                    && method.path("kind").asText().equals("request")) {
                requests.put(entry.getKey(), method);
            }
        });
        return requests;
    }

    /** What a reference leads to. */
    static JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            at = SCHEMA.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }
}

package dev.parlance.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** JSON texts of the tests; single quotes stand for double ones. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode SCHEMA = readSchema();

    private Json() {}

    /** Maps, lists and scalars, as a peer hands over what it has no type for. */
    static Object plain(String text) {
        return read(text.replace('\'', '"'), Object.class);
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    /** The published schema, which the bindings were generated from. */
    static JsonNode schema() {
        return SCHEMA;
    }

    private static JsonNode readSchema() {
        try (InputStream in = Json.class.getResourceAsStream("/dev/parlance/protocol/agent.schema.json")) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.parlance.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.rpc.DatabindCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The server's one JSON mapper: the same rules as on the wire. Loaded with its first use. */
public final class Json {
    /** Thread-safe. */
    public static final ObjectMapper MAPPER = DatabindCodec.newMapper();

    private Json() {}

    /** The value as it goes to the wire. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a value of " + value.getClass() + " cannot be written", e);
        }
    }

    /** Reads what {@link #bytes} wrote. */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("stored JSON is no " + type.getSimpleName(), e);
        }
    }
}

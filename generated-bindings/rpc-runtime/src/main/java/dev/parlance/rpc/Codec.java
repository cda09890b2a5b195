package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Binds params and results: bytes to typed object in one pass. {@link DatabindCodec} is the ordinary one; a generated
 * streaming codec can take its place without touching anything else.
 *
 * <pre>{@code
 * ThreadReadParams params = codec.read(parser, ThreadReadParams.class);
 * }</pre>
 */
public interface Codec {
    /**
     * Reads one value. The parser stands on the value's first token, and on its last when this returns.
     *
     * @param type {@code Object.class} for maps, lists and scalars; {@code Void.class} skips the value
     * @return null for a JSON null, and for {@code Void.class}
     * @throws IOException if the text is not the type's; the message names the member
     */
    <T> @Nullable T read(JsonParser parser, Class<T> type) throws IOException;

    /** Writes one value; null is written as JSON null. */
    void write(JsonGenerator generator, @Nullable Object value) throws IOException;
}

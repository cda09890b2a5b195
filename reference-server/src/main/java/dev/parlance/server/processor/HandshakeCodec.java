package dev.parlance.server.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.rpc.Codec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code initialize} without databind, whose first use costs as much as everything else that happens
 * between the start of the process and that answer (35 of 80 ms). Whatever is not in the handshake's plain form, and
 * every other message, is left to the ordinary codec, so that nothing reads or refuses differently.
 *
 * <pre>{@code
 * Codec codec = new HandshakeCodec(new DatabindCodec(() -> Json.MAPPER));
 * }</pre>
 */
final class HandshakeCodec implements Codec {
    private final Codec others;
    private final JsonFactory factory = new JsonFactory();

    HandshakeCodec(Codec others) {
        this.others = others;
    }

    @Override
    public <T> @Nullable T read(JsonParser parser, Class<T> type) throws IOException {
        return type == InitializeParams.class ? type.cast(handshake(parser)) : others.read(parser, type);
    }

    /** From a copy, since a parser cannot go back. */
    private @Nullable InitializeParams handshake(JsonParser parser) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = factory.createGenerator(copy)) {
            generator.copyCurrentStructureExact(parser);
        }
        byte[] json = copy.toByteArray();
        InitializeParams plain = PlainHandshake.read(open(json));
        return plain != null ? plain : others.read(open(json), InitializeParams.class);
    }

    private JsonParser open(byte[] json) throws IOException {
        JsonParser parser = factory.createParser(json);
        parser.nextToken();
        return parser;
    }

    @Override
    public void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof InitializeResponse response && response.more().isEmpty()) {
            generator.writeStartObject();
            generator.writeStringField("codexHome", response.codexHome().value());
            generator.writeStringField("platformFamily", response.platformFamily());
            generator.writeStringField("platformOs", response.platformOs());
            generator.writeStringField("userAgent", response.userAgent());
            generator.writeEndObject();
        } else {
            others.write(generator, value);
        }
    }
}

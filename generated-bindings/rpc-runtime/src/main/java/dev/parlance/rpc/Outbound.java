package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Encodes envelopes into the connection's buffer. A message is in the buffer whole or not at all: one whose value cannot
 * be written is taken back.
 */
final class Outbound {
    private static final SerializableString VERSION = new SerializedString("jsonrpc");
    private static final SerializableString VERSION_2 = new SerializedString("2.0");
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString METHOD = new SerializedString("method");
    private static final SerializableString PARAMS = new SerializedString("params");
    private static final SerializableString RESULT = new SerializedString("result");
    private static final SerializableString ERROR = new SerializedString("error");
    private static final SerializableString CODE = new SerializedString("code");
    private static final SerializableString MESSAGE = new SerializedString("message");
    private static final SerializableString DATA = new SerializedString("data");

    private final Connection connection;
    private final Codec codec;
    private final Framing framing;
    private final boolean writesVersion;
    private final @Nullable SerializableString stamp;
    private final JsonFactory factory = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    /** Guarded by the connection, as is every use of its buffer. */
    private JsonGenerator generator;
    /** Time of the last notification: a clock that is set back must not show. */
    private long stamped;

    Outbound(Connection connection, Codec codec, Framing framing, Dialect dialect) {
        this.connection = connection;
        this.codec = codec;
        this.framing = framing;
        this.writesVersion = dialect.writesVersion();
        String member = dialect.stamp();
        this.stamp = member == null ? null : new SerializedString(member);
        this.generator = newGenerator();
    }

    private JsonGenerator newGenerator() {
        try {
            return factory.createGenerator(connection.buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written by creating one
        }
    }

    /** Sends a request; null params are left out. */
    void request(long id, String method, @Nullable Object params) throws IOException {
        boolean drain;
        synchronized (connection) {
            int mark = begin();
            try {
                generator.writeFieldName(ID);
                generator.writeNumber(id);
                method(method, params);
                end();
            } catch (Throwable e) {
                takeBack(mark);
                throw e;
            }
            drain = connection.commit();
        }
        if (drain) {
            connection.drain();
        }
    }

    /** Sends a notification; null params are left out. */
    void notification(String method, @Nullable Object params) throws IOException {
        boolean drain;
        synchronized (connection) {
            int mark = begin();
            try {
                method(method, params);
                if (stamp != null) {
                    stamped = Math.max(stamped, System.currentTimeMillis());
                    generator.writeFieldName(stamp);
                    generator.writeNumber(stamped);
                }
                end();
            } catch (Throwable e) {
                takeBack(mark);
                throw e;
            }
            drain = connection.commit();
        }
        if (drain) {
            connection.drain();
        }
    }

    private void method(String method, @Nullable Object params) throws IOException {
        generator.writeFieldName(METHOD);
        generator.writeString(method);
        if (params != null) {
            generator.writeFieldName(PARAMS);
            codec.write(generator, params);
        }
    }

    /**
     * Answers a request.
     *
     * @param textId the id where it is a string; else {@code id} is
     * @param empty true where the method has no result data, so that null is written as an empty object
     */
    void result(long id, @Nullable String textId, @Nullable Object result, boolean empty) throws IOException {
        boolean drain;
        synchronized (connection) {
            int mark = begin();
            try {
                id(id, textId);
                generator.writeFieldName(RESULT);
                if (result == null && empty) {
                    generator.writeStartObject();
                    generator.writeEndObject();
                } else {
                    codec.write(generator, result);
                }
                end();
            } catch (Throwable e) {
                takeBack(mark);
                throw e;
            }
            drain = connection.commit();
        }
        if (drain) {
            connection.drain();
        }
    }

    /**
     * Refuses a request.
     *
     * @param id null where the request's id could not be told; a Long or a String otherwise
     */
    void error(@Nullable Object id, int code, @Nullable String message, @Nullable Object data) throws IOException {
        boolean drain;
        synchronized (connection) {
            int mark = begin();
            try {
                if (id instanceof Long number) {
                    id(number, null);
                } else {
                    generator.writeFieldName(ID);
                    generator.writeString((String) id);
                }
                generator.writeFieldName(ERROR);
                generator.writeStartObject();
                generator.writeFieldName(CODE);
                generator.writeNumber(code);
                generator.writeFieldName(MESSAGE);
                generator.writeString(message == null ? "" : message);
                if (data != null) {
                    generator.writeFieldName(DATA);
                    codec.write(generator, data);
                }
                generator.writeEndObject();
                end();
            } catch (Throwable e) {
                takeBack(mark);
                throw e;
            }
            drain = connection.commit();
        }
        if (drain) {
            connection.drain();
        }
    }

    private void id(long id, @Nullable String textId) throws IOException {
        generator.writeFieldName(ID);
        if (textId == null) {
            generator.writeNumber(id);
        } else {
            generator.writeString(textId);
        }
    }

    private int begin() throws IOException {
        connection.admit();
        int mark = connection.buffer.length;
        generator.writeStartObject();
        if (writesVersion) {
            generator.writeFieldName(VERSION);
            generator.writeString(VERSION_2);
        }
        return mark;
    }

    private void end() throws IOException {
        generator.writeEndObject();
        generator.flush();
        framing.end(connection.buffer);
    }

    /** The generator holds bytes of the broken message, so it is given up with them. */
    private void takeBack(int mark) {
        connection.buffer.length = mark;
        generator = newGenerator();
    }
}

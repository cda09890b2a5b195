package dev.parlance.rpc;

import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is encoded already: params, a result, or a value anywhere inside one. It is written as it is, so
 * whoever makes it vouches for the text: one value, valid UTF-8, no line break.
 *
 * <pre>{@code
 * static final Method<ThreadReadParams, EncodedJson> READ = AgentMethods.THREAD_READ.answering(EncodedJson.class);
 * handlers.onRequest(READ, params -> completedFuture(EncodedJson.of(store.bytes(params.threadId()))));
 * }</pre>
 */
public final class EncodedJson implements SerializableString {
    private final byte[] utf8;

    private EncodedJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Of those bytes, which are kept and must not change. */
    public static EncodedJson of(byte[] utf8) {
        return new EncodedJson(utf8);
    }

    /** The bytes themselves. */
    public byte[] bytes() {
        return utf8;
    }

    @Override
    public String getValue() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    @Override
    public char[] asQuotedChars() {
        throw new UnsupportedOperationException("a JSON value is no text to quote");
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw new UnsupportedOperationException("a JSON value is no text to quote");
    }

    @Override
    public byte[] asUnquotedUTF8() {
        return utf8;
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw new UnsupportedOperationException("a JSON value is no text to quote");
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw new UnsupportedOperationException("a JSON value is no text to quote");
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (utf8.length > buffer.length - offset) {
            return -1;
        }
        System.arraycopy(utf8, 0, buffer, offset, utf8.length);
        return utf8.length;
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        String text = getValue();
        if (text.length() > buffer.length - offset) {
            return -1;
        }
        text.getChars(0, text.length(), buffer, offset);
        return text.length();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw new UnsupportedOperationException("a JSON value is no text to quote");
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(utf8);
        return utf8.length;
    }

    @Override
    public int putQuotedUTF8(ByteBuffer buffer) {
        throw new UnsupportedOperationException("a JSON value is no text to quote");
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (utf8.length > buffer.remaining()) {
            return -1;
        }
        buffer.put(utf8);
        return utf8.length;
    }

    /** The same bytes; two ways to write one value are two values. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncodedJson json && Arrays.equals(json.utf8, utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** The text. */
    @Override
    public String toString() {
        return getValue();
    }
}

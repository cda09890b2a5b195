package dev.parlance.conformance.transcript;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strict UTF-8: what is malformed is noticed, never replaced.
 *
 * <pre>{@code
 * Utf8.decode(new byte[] {(byte) 0xff}) == null
 * }</pre>
 */
public final class Utf8 {
    private Utf8() {}

    /** Whether all bytes are ASCII. */
    public static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** The text, or null if the bytes are not UTF-8. */
    public static @Nullable String decode(byte[] bytes) {
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}

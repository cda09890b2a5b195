package dev.parlance.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlance.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** What {@code exec} reads beside its command line; bounded, and UTF-8. */
final class ExecInput {
    /** The server takes so many characters of input, and a character has at most four bytes. */
    private static final int PROMPT_BYTES = 4 << 20;

    private static final int SCHEMA_BYTES = 1 << 20;

    private ExecInput() {}

    /** The prompt from stdin, to its end. */
    static String stdin() throws StartException {
        return read(System.in, PROMPT_BYTES, "the prompt on stdin").strip();
    }

    /** The JSON object in that file, as maps and lists. */
    static Object schema(String file) throws StartException {
        String what = "--output-schema " + file;
        String text;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            text = read(in, SCHEMA_BYTES, what);
        } catch (IOException | InvalidPathException e) {
            throw new StartException(ExitCode.USAGE, what + " cannot be read: " + e);
        }
        try {
            if (Json.MAPPER.readValue(text, Object.class) instanceof Map<?, ?> schema) {
                return schema;
            }
        } catch (JsonProcessingException e) {
            throw new StartException(
                    ExitCode.USAGE,
                    what + " is no JSON: " + e.getOriginalMessage() + ", line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
        throw new StartException(ExitCode.USAGE, what + " is no JSON object");
    }

    private static String read(InputStream in, int most, String what) throws StartException {
        try {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new StartException(ExitCode.USAGE, what + " is longer than " + most + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new StartException(ExitCode.USAGE, what + " is not UTF-8");
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, what + " cannot be read: " + e);
        }
    }
}

package dev.parlance.server.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.server.config.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code auth.json}: an API key, readable by its user alone. Read for every question, so that signing in by
 * another program counts at once.
 */
final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    /** Room for tokens that other programs keep there. */
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Supplier<ObjectMapper> mapper;

    Credentials(Path home, Supplier<ObjectMapper> mapper) {
        this.file = home.resolve("auth.json");
        this.mapper = mapper;
    }

    /** The key; null if there is none. A file that cannot be read holds none. */
    @Nullable
    String read() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            JsonNode root = content.length > MAX_BYTES ? null : mapper.get().readTree(content);
            JsonNode key = root == null ? null : root.get("OPENAI_API_KEY");
            return key == null || !key.isTextual() || key.textValue().isBlank() ? null : key.textValue();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // Not the exception itself: the text of a parser may quote the file.
            LOG.warn(
                    "auth.json cannot be read ({}); taken as signed out",
                    e.getClass().getSimpleName());
            return null;
        }
    }

    void write(String key) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("auth_mode", "apikey");
        content.put("OPENAI_API_KEY", key);
        AtomicFile.write(file, mapper.get().writeValueAsBytes(content), AtomicFile.OWNER_ONLY);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return "Credentials[" + file + "]";
    }
}

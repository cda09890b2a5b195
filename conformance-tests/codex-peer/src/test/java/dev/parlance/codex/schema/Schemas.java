package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.protocol.ProtocolDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents that are compared: ours from the class path, the real ones as the build printed them. */
final class Schemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Where the build printed the schema of the real server to, one folder for each edition. */
    private static final Path PRINTED = Path.of(System.getProperty("codex.schema", "target/schema"));

    private Schemas() {}

    static JsonNode ours() {
        return parse(ProtocolDocument.SCHEMA.open());
    }

    /** @param edition {@code stable} or {@code experimental} */
    static JsonNode real(String edition) {
        Path bundle = PRINTED.resolve(edition).resolve("codex_app_server_protocol.schemas.json");
        try {
            return parse(Files.newInputStream(bundle));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the real server's schema; the codex profile prints it", e);
        }
    }

    static JsonNode reasons() {
        InputStream list = Schemas.class.getResourceAsStream("/schema-differences.json");
        if (list == null) {
            throw new IllegalStateException("schema-differences.json is not among the test resources");
        }
        return parse(list);
    }

    private static JsonNode parse(InputStream json) {
        try (json) {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

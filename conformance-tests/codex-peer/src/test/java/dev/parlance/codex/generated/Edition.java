package dev.parlance.codex.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.Sources.Document;
import dev.parlance.codegen.read.codex.CodexReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas that the real server prints. */
enum Edition {
    /** What every client may use. */
    STABLE,
    /** That and what a client has to ask for. */
    EXPERIMENTAL;

    private static final Path PRINTED = Path.of(System.getProperty("codex.schema", "target/schema"));

    /** The file as it was printed. */
    JsonNode bundle() {
        return document().root();
    }

    /** What the generator reads in it; what it does not understand is noted. */
    Protocol read(Problems problems) {
        Sources sources = new Sources(List.of(STABLE.document()), this == EXPERIMENTAL ? document() : null);
        return new CodexReader().read(sources, problems);
    }

    /**
     * What the generator reads in it.
     *
     * @throws dev.parlance.codegen.CodegenException if it does not understand all of it
     */
    Protocol protocol() {
        Problems problems = new Problems();
        Protocol protocol = read(problems);
        problems.throwIfAny();
        return protocol;
    }

    private Document document() {
        String folder = this == STABLE ? "stable" : "experimental";
        Path file = PRINTED.resolve(folder).resolve("codex_app_server_protocol.schemas.json");
        try {
            return new Document(folder, new ObjectMapper().readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the real server's schema; the codex profile prints it", e);
        }
    }
}

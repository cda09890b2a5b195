package dev.parlance.conformance.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.protocol.ProtocolDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads what the protocol's jar carries. */
final class Documents {
    private Documents() {}

    static JsonNode read(ProtocolDocument document) {
        try (InputStream in = document.open()) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the suite's own " + document.fileName() + " cannot be read", e);
        }
    }
}

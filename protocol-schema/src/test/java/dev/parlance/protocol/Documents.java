package dev.parlance.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The documents under test, parsed. */
final class Documents {
    static final JsonNode SCHEMA = read(ProtocolDocument.SCHEMA);
    static final JsonNode RULES = read(ProtocolDocument.RULES);
    static final JsonNode LIFECYCLES = read(ProtocolDocument.LIFECYCLES);

    private Documents() {}

    static Set<String> ruleIds() {
        Set<String> ids = new TreeSet<>();
        RULES.get("rules").forEach(rule -> ids.add(rule.get("id").textValue()));
        return ids;
    }

    private static JsonNode read(ProtocolDocument document) {
        try (InputStream in = document.open()) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

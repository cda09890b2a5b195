package dev.parlance.protocol;

import java.io.InputStream;
import java.net.URL;
import java.util.Objects;

/**
 * The documents of the canonical protocol, as this jar carries them. Take them where a tool needs the protocol at run
 * time: a validator, a conformance suite, a documentation page. All are JSON in UTF-8.
 *
 * <pre>{@code
 * JsonNode schema = mapper.readTree(ProtocolDocument.SCHEMA.open());
 * JsonNode params = schema.at("/$defs/ThreadStartParams");
 * }</pre>
 */
public enum ProtocolDocument {
    /**
     * The bundled JSON Schema (2020-12): all types under {@code $defs}, the method table under {@code x-methods}, errors,
     * profiles and scopes beside it.
     */
    SCHEMA("agent.schema.json"),
    /** The normative rules with their ids. */
    RULES("rules.json"),
    /** The order of messages as automata; a violation names the rule that is broken. */
    LIFECYCLES("lifecycles.json");

    private final String fileName;

    ProtocolDocument(String fileName) {
        this.fileName = fileName;
    }

    /** Name of the file, say {@code rules.json}. */
    public String fileName() {
        return fileName;
    }

    /** Where the document lies; a {@code jar:} or {@code file:} address. */
    public URL location() {
        return Objects.requireNonNull(
                ProtocolDocument.class.getResource(fileName),
                () -> fileName + " is missing from the protocol-schema jar");
    }

    /** Opens the document; the caller closes it. */
    public InputStream open() {
        return Objects.requireNonNull(
                ProtocolDocument.class.getResourceAsStream(fileName),
                () -> fileName + " is missing from the protocol-schema jar");
    }
}

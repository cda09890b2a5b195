package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the method table of the canonical protocol. */
final class OurMethods {
    private OurMethods() {}

    static SortedMap<String, ProtocolMethod> of(SchemaDocument document) {
        SortedMap<String, ProtocolMethod> methods = new TreeMap<>();
        document.root().path("x-methods").properties().forEach(entry -> {
            JsonNode method = entry.getValue();
            Optional<JsonNode> params = Optional.ofNullable(method.get("params"));
            String given = method.path("paramsOptional").asBoolean() ? "optional" : "required";
            methods.put(
                    entry.getKey(),
                    new ProtocolMethod(
                            method.path("direction").asText(),
                            method.path("kind").asText(),
                            SchemaDocument.isExperimental(method),
                            params.isPresent() ? given : "none",
                            params,
                            Optional.ofNullable(method.get("result"))));
        });
        return methods;
    }
}

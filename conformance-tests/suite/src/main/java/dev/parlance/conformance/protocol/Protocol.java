package dev.parlance.conformance.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.protocol.ProtocolDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The protocol as the suite knows it: schema, methods, rules, order of messages. Immutable after loading; loading takes
 * some 100 ms, so share it.
 *
 * <pre>{@code
 * Protocol protocol = Protocol.load();
 * }</pre>
 */
public final class Protocol {
    private final JsonNode schema;
    private final JsonNode lifecycles;
    private final RuleBook rules;
    private final Map<String, Method> methods;

    private Protocol(JsonNode schema, JsonNode lifecycles, RuleBook rules) {
        this.schema = schema;
        this.lifecycles = lifecycles;
        this.rules = rules;
        Map<String, Method> table = new LinkedHashMap<>();
        schema.get("x-methods").properties().forEach(e -> table.put(e.getKey(), method(e.getKey(), e.getValue())));
        this.methods = Map.copyOf(table);
    }

    /** Reads the documents that this suite carries. */
    public static Protocol load() {
        return new Protocol(
                Documents.read(ProtocolDocument.SCHEMA), Documents.read(ProtocolDocument.LIFECYCLES), RuleBook.load());
    }

    /** The bundled schema. */
    public JsonNode schema() {
        return schema;
    }

    /** The automata of the order of messages. */
    public JsonNode lifecycles() {
        return lifecycles;
    }

    /** The normative rules. */
    public RuleBook rules() {
        return rules;
    }

    /** All methods by name. */
    public Map<String, Method> methods() {
        return methods;
    }

    private static Method method(String name, JsonNode row) {
        List<String> errors = new ArrayList<>();
        row.path("errors").forEach(error -> errors.add(error.textValue()));
        return new Method(
                name,
                Party.of(row.get("direction").textValue()),
                row.get("kind").textValue().equals("request"),
                row.get("params"),
                row.path("paramsOptional").asBoolean(false),
                row.get("result"),
                errors,
                row.get("stability").textValue(),
                row.path("profile").asText(""));
    }
}

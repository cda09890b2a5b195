package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SCH-1 to SCH-12, CAP-3 for members, and ERR-6: every message of the server against the method table's schemas. */
final class SchemaJudge implements Judge {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                    .build(),
            builder -> builder.schemas(Map.of(Protocol.SCHEMA.path("$id").asText(), Protocol.SCHEMA.toString())));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    /** Methods of the client's requests by id, until answered. */
    private final Map<JsonNode, String> asked = new HashMap<>();

    private boolean experimental;

    @Override
    public void message(Transcript.Message message, Findings findings) {
        if (!message.fromServer()) {
            if (message.isRequest()) {
                asked.put(message.at("/id"), message.method());
                experimental |= message.method().equals("initialize")
                        && message.at("/params/capabilities/experimentalApi").asBoolean();
            }
        } else if (message.isResponse()) {
            String method = asked.remove(message.at("/id"));
            if (method != null && message.json().has("result")) {
                part(message, method, "result", findings);
            } else if (method != null) {
                error(message, Protocol.method(method), message.at("/error"), findings);
            }
        } else {
            JsonNode method = Protocol.method(message.method());
            findings.check(method.path("direction").asText().equals("server"), "SCH-1", message, "an unknown method");
            part(message, message.method(), "params", findings);
        }
    }

    private void part(Transcript.Message message, String method, String part, Findings findings) {
        JsonNode schema = Protocol.method(method).path(part);
        JsonNode value = message.json().path(part);
        if (schema.isMissingNode()) {
            return;
        }
        // The first says it: the others are of the alternatives that were not meant.
        for (Error error :
                first(errors("/x-methods/" + method.replace("~", "~0").replace("/", "~1") + "/" + part, value))) {
            findings.check(false, rule(error, value), message, error.getInstanceLocation() + " " + error.getMessage());
        }
        new SchemaWalk(message, experimental, findings).walk(schema, value, part);
        if (part.equals("result")
                && !Protocol.resolve(schema).has("properties")
                && Protocol.resolve(schema).path("type").asText().equals("object")) {
            findings.check(
                    value.isObject()
                            && (value.isEmpty() || Protocol.resolve(schema).has("oneOf")),
                    "SCH-10",
                    message,
                    "a result without declared members is not {}");
        }
    }

    /** A code may stand for several errors of a method; the data of one of them has to fit. */
    private static void error(Transcript.Message message, JsonNode method, JsonNode error, Findings findings) {
        if (!error.has("data")) {
            return;
        }
        for (JsonNode name : method.path("errors")) {
            JsonNode declared = Protocol.SCHEMA.path("x-errors").path(name.asText());
            if (declared.path("code").equals(error.path("code"))
                    && declared.has("data")
                    && errors("/x-errors/" + name.asText() + "/data", error.path("data"))
                            .isEmpty()) {
                return;
            }
        }
        findings.check(false, "ERR-6", message, "data that no error of the method declares");
    }

    private static List<Error> errors(String pointer, JsonNode value) {
        Schema schema = SCHEMAS.computeIfAbsent(
                pointer,
                at -> REGISTRY.getSchema(
                        "{\"$ref\":\"" + Protocol.SCHEMA.path("$id").asText() + "#" + at + "\"}"));
        return schema.validate(value);
    }

    private static List<Error> first(List<Error> errors) {
        return errors.isEmpty() ? errors : errors.subList(0, 1);
    }

    private static String rule(Error error, JsonNode value) {
        return switch (error.getKeyword()) {
            case "required" -> "SCH-1";
            case "type" -> "SCH-2";
            case "enum", "const" -> "SCH-3";
            case "anyOf" -> "SCH-4";
            // An enum whose values have texts of their own is a choice of constants.
            case "oneOf" -> value.at(error.getInstanceLocation().toString()).isTextual() ? "SCH-3" : "SCH-5";
            case "minimum", "maximum" -> "SCH-6";
            case "additionalProperties", "unevaluatedProperties" -> "SCH-12";
            default -> "SCH-1";
        };
    }
}

package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Makes a method table of the four unions in the real schema. What answers a request is not in there: it follows from
 * the name of the params, else from the name of the method, else from {@link #RESULTS}.
 */
final class RealMethods {
    /** Requests whose response has a name of its own; seen in the answers of codex 0.169.0. */
    private static final Map<String, String> RESULTS = Map.of(
            "account/logout", "LogoutAccountResponse",
            "config/batchWrite", "ConfigWriteResponse",
            "config/mcpServer/reload", "McpServerRefreshResponse",
            "config/value/write", "ConfigWriteResponse");

    /** The unions by name; both sides call them so. */
    static final List<String> UNIONS =
            List.of("ClientRequest", "ClientNotification", "ServerRequest", "ServerNotification");

    private static final String ROOT = "#/definitions/";
    private static final String NAMESPACE = "#/definitions/v2/";

    private final SchemaDocument document;
    private final SortedMap<String, ProtocolMethod> methods = new TreeMap<>();

    private RealMethods(SchemaDocument document) {
        this.document = document;
    }

    static SortedMap<String, ProtocolMethod> of(SchemaDocument document) {
        RealMethods real = new RealMethods(document);
        UNIONS.forEach(real::add);
        return real.methods;
    }

    private void add(String union) {
        String sender = union.startsWith("Client") ? "client" : "server";
        String kind = union.endsWith("Request") ? "request" : "notification";
        for (JsonNode message : document.resolve(ROOT + union).path("oneOf")) {
            String name = message.at("/properties/method/enum/0").asText();
            JsonNode params = message.path("properties").path("params");
            boolean none =
                    params.isMissingNode() || params.path("type").asText().equals("null");
            String given = isRequired(message, "params") && !allowsNull(params) ? "required" : "optional";
            ProtocolMethod method = new ProtocolMethod(
                    sender,
                    kind,
                    false,
                    none ? "none" : given,
                    none ? Optional.empty() : Optional.of(withoutNull(params)),
                    kind.equals("request") ? result(name, params) : Optional.empty());
            if (methods.put(name, method) != null) {
                throw new IllegalArgumentException("two messages of the real schema are called " + name);
            }
        }
    }

    private static boolean isRequired(JsonNode message, String member) {
        return StreamSupport.stream(message.path("required").spliterator(), false)
                .anyMatch(name -> name.asText().equals(member));
    }

    private static boolean allowsNull(JsonNode params) {
        return params.path("anyOf").findValuesAsText("type").contains("null");
    }

    /** That params may be null is said by the method, not by their type. */
    private static JsonNode withoutNull(JsonNode params) {
        return allowsNull(params) && params.get("anyOf").size() == 2
                ? params.get("anyOf").get(params.at("/anyOf/0/type").asText().equals("null") ? 1 : 0)
                : params;
    }

    private Optional<JsonNode> result(String method, JsonNode params) {
        Stream<String> byParams = params.findValuesAsText("$ref").stream()
                .filter(reference -> reference.endsWith("Params"))
                .map(reference -> reference.replaceFirst("Params$", "Response"));
        String name = Arrays.stream(method.split("[/_]", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "", "Response"));
        return Stream.of(
                        byParams,
                        Stream.of(NAMESPACE + name),
                        Stream.ofNullable(RESULTS.get(method)).map(NAMESPACE::concat))
                .flatMap(names -> names)
                .filter(reference -> !document.root().at(reference.substring(1)).isMissingNode())
                .findFirst()
                .map(reference -> JsonNodeFactory.instance.objectNode().put("$ref", reference));
    }
}

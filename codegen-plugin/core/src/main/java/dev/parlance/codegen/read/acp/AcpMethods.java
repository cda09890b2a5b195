package dev.parlance.codegen.read.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.RpcMethod.Params;
import dev.parlance.codegen.model.RpcMethod.Traits;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.schema.NamedSchema;
import dev.parlance.codegen.read.schema.SchemaDialect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the marked types together to methods. */
final class AcpMethods {
    private final SchemaDialect dialect;
    private final Problems problems;
    private final Map<String, Map<Role, Part>> parts = new TreeMap<>();

    private enum Role {
        REQUEST("Request"),
        RESPONSE("Response"),
        NOTIFICATION("Notification");

        private final String suffix;

        Role(String suffix) {
            this.suffix = suffix;
        }
    }

    private record Part(TypeName name, NamedSchema schema, boolean fromClient) {}

    AcpMethods(SchemaDialect dialect, Problems problems) {
        this.dialect = dialect;
        this.problems = problems;
    }

    List<RpcMethod> read(Map<TypeName, NamedSchema> schemas) {
        schemas.forEach((name, schema) -> {
            if (schema.json().has("x-method") || schema.json().has("x-side")) {
                collect(name, schema);
            }
        });
        return parts.entrySet().stream()
                .map(entry -> method(entry.getKey(), entry.getValue()))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private void collect(TypeName name, NamedSchema schema) {
        JsonNode method = schema.json().path("x-method");
        Location at = schema.location();
        if (!method.isTextual() || method.textValue().isEmpty()) {
            problems.error(at.at("x-method"), "x-method does not name a method", "write the method's name");
            return;
        }
        Boolean fromClient = fromClient(schema);
        Role role = null;
        for (Role one : Role.values()) {
            role = name.name().endsWith(one.suffix) ? one : role;
        }
        if (role == null) {
            problems.error(
                    at,
                    "nothing tells what '" + name + "' is in the method '" + method.textValue() + "'",
                    "end its name in Request, Response or Notification");
        }
        if (role == null || fromClient == null) {
            return;
        }
        Part other = parts.computeIfAbsent(method.textValue(), m -> new EnumMap<>(Role.class))
                .putIfAbsent(role, new Part(name, schema, fromClient));
        if (other != null) {
            problems.error(
                    at,
                    "the method '" + method.textValue() + "' has two types for one role, the other is '" + other.name()
                            + "'",
                    "mark one of them");
        }
    }

    /** What the agent's side handles, the client sends; what both may send counts as the client's. */
    private @Nullable Boolean fromClient(NamedSchema schema) {
        String side = schema.json().path("x-side").asText("");
        if (side.equals("agent") || side.equals("protocol")) {
            return true;
        }
        if (!side.equals("client")) {
            problems.error(
                    schema.location().at("x-side"),
                    "unknown x-side '" + side + "'",
                    "write agent, client or protocol, the side that handles the method");
            return null;
        }
        return false;
    }

    private @Nullable RpcMethod method(String name, Map<Role, Part> roles) {
        Part request = roles.get(Role.REQUEST);
        Part response = roles.get(Role.RESPONSE);
        Part notification = roles.get(Role.NOTIFICATION);
        Part first = request == null ? notification : request;
        if (first == null && response != null) {
            problems.error(
                    response.schema().location(),
                    "'" + response.name() + "' is the result of no request",
                    "mark the params of '" + name + "' with the same x-method");
        } else if (request != null && notification != null) {
            problems.error(
                    notification.schema().location(),
                    "the method '" + name + "' is a request and a notification",
                    "give the notification another name");
        } else if (request != null && response == null) {
            problems.error(
                    request.schema().location(),
                    "no result is known of the request '" + name + "'",
                    "mark its result with the same x-method");
        } else if (notification != null && response != null) {
            problems.error(
                    response.schema().location(),
                    "the notification '" + name + "' has a result",
                    "end the name of its params in Request");
        } else if (response != null && first != null && response.fromClient() != first.fromClient()) {
            problems.error(
                    response.schema().location().at("x-side"),
                    "request and result of '" + name + "' are of different sides",
                    "write the side that handles the request");
        } else if (first != null) {
            return row(name, first, response);
        }
        return null;
    }

    private RpcMethod row(String name, Part params, @Nullable Part response) {
        JsonNode json = params.schema().json();
        boolean bare =
                json.path("required").isEmpty() && !json.has("oneOf") && !json.has("anyOf") && !json.has("allOf");
        Doc doc = new Doc(json.path("description").asText(""), dialect.stability(json));
        return new RpcMethod(
                name,
                params.fromClient(),
                new Params(params.name(), bare),
                response == null ? null : response.name(),
                new Traits(doc, null, null, null, List.of()),
                params.schema().location());
    }
}

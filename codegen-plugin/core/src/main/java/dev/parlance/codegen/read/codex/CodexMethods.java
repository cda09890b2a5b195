package dev.parlance.codegen.read.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.RpcMethod.Params;
import dev.parlance.codegen.model.RpcMethod.Traits;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.schema.NamedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the method table of the four roots. */
final class CodexMethods {
    private static final String REPORT =
            "use a newer Parlance; if there is none, report the method, a row of codex-results.json mends it";

    private final CodexBundle bundle;
    private final CodexTables tables;
    private final Problems problems;
    private final Map<String, RpcMethod> methods = new TreeMap<>();

    CodexMethods(CodexBundle bundle, CodexTables tables, Problems problems) {
        this.bundle = bundle;
        this.tables = tables;
        this.problems = problems;
    }

    List<RpcMethod> read() {
        for (String root : CodexBundle.ROOTS) {
            NamedSchema schema = bundle.root(root);
            JsonNode alternatives = schema.json().path("oneOf");
            if (!alternatives.isArray()) {
                problems.error(schema.location(), "no list of methods in oneOf", "print the schema again");
            }
            for (int i = 0; i < alternatives.size(); i++) {
                method(root, alternatives.get(i), schema.location().at("oneOf").at(i));
            }
        }
        return List.copyOf(methods.values());
    }

    private void method(String root, JsonNode json, Location at) {
        JsonNode names = json.path("properties").path("method").path("enum");
        if (names.size() != 1
                || !names.get(0).isTextual()
                || names.get(0).textValue().isEmpty()) {
            problems.error(at, "the alternative does not name one method", "print the schema again");
            return;
        }
        String name = names.get(0).textValue();
        int before = problems.all().size();
        Params params = params(json, at.at("properties").at("params"));
        // Without its params a result cannot be found; saying so would only repeat the problem.
        boolean sound = problems.all().size() == before;
        TypeName result = sound && root.endsWith("Request") ? result(name, params, at) : null;
        String text = json.path("description").asText("");
        Doc doc = new Doc(text, CodexDialect.stability(text));
        RpcMethod method = new RpcMethod(
                name, root.startsWith("Client"), params, result, new Traits(doc, null, null, null, List.of()), at);
        RpcMethod other = methods.putIfAbsent(name, method);
        if (other != null) {
            problems.error(at, "the method '" + name + "' is there twice, also at " + other.location(), "remove one");
        }
    }

    /** A reference, a reference or null, null, or nothing. */
    private @Nullable Params params(JsonNode method, Location at) {
        JsonNode json = method.path("properties").path("params");
        if (json.isMissingNode() || json.path("type").asText().equals("null")) {
            return null;
        }
        List<JsonNode> refs = new ArrayList<>();
        boolean optional = true;
        for (JsonNode required : method.path("required")) {
            optional &= !required.asText().equals("params");
        }
        for (JsonNode alternative : json.has("anyOf") ? json.get("anyOf") : json.path("oneOf")) {
            if (alternative.path("type").asText().equals("null")) {
                optional = true;
            } else {
                refs.add(alternative.path("$ref"));
            }
        }
        refs.addAll(json.has("$ref") ? List.of(json.get("$ref")) : List.of());
        TypeName type = refs.size() == 1 ? CodexBundle.resolve(refs.get(0).asText()) : null;
        if (type == null || !bundle.schemas().containsKey(type)) {
            problems.error(at, "the params do not refer to one definition of the schema", "print the schema again");
            return null;
        }
        return new Params(type, optional);
    }

    /** The schema does not link methods and results; three rules find all. */
    private @Nullable TypeName result(String method, @Nullable Params params, Location at) {
        if (params != null && params.type().name().endsWith("Params")) {
            String own = params.type().name();
            String response = own.substring(0, own.length() - "Params".length()) + "Response";
            TypeName name = new TypeName(params.type().namespace(), response);
            if (bundle.schemas().containsKey(name)) {
                return name;
            }
        }
        TypeName byName = bundle.find(pascal(method) + "Response");
        if (byName != null) {
            return byName;
        }
        String listed = tables.result(method);
        TypeName found = listed == null ? null : bundle.find(listed);
        if (found == null) {
            problems.error(at, "no result is known of the request '" + method + "'", REPORT);
        }
        return found;
    }

    private static String pascal(String method) {
        StringBuilder out = new StringBuilder();
        for (String part : method.split("[/_]", -1)) {
            if (!part.isEmpty()) {
                out.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
            }
        }
        return out.toString();
    }

    /** A result that no method has is a link that was missed. */
    void leftovers(Map<TypeName, ?> used) {
        Map<TypeName, NamedSchema> left = new HashMap<>();
        bundle.schemas().forEach((name, schema) -> {
            boolean response = name.name().endsWith("Response") && !name.name().startsWith("JSONRPC");
            if (response && !used.containsKey(name)) {
                left.put(name, schema);
            }
        });
        new TreeMap<>(left)
                .forEach((name, schema) ->
                        problems.error(schema.location(), "'" + name + "' is the result of no request", REPORT));
    }
}

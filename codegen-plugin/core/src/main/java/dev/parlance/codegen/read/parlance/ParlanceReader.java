package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.ErrorCode;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Reachability;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import dev.parlance.codegen.read.SchemaReader;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.schema.NamedSchema;
import dev.parlance.codegen.read.schema.RefResolver;
import dev.parlance.codegen.read.schema.SchemaLinker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a protocol description of our own format: a folder with {@code protocol.json} and resource files, or its bundle.
 *
 * <pre>{@code
 * Protocol protocol = new ParlanceReader().read(sources, problems);
 * problems.throwIfAny();
 * }</pre>
 */
public final class ParlanceReader implements SchemaReader {
    private static final String LOCAL = "#/$defs/";

    /** Type of an error's data that has no name of its own. */
    private static final String ERROR_DATA = "ErrorData";

    private static final Protocol NOTHING = new Protocol("", "", Collections.emptySortedMap(), List.of(), List.of());

    /** For the service loader and for direct use. */
    public ParlanceReader() {}

    @Override
    public String dialect() {
        return "parlance";
    }

    @Override
    public boolean recognizes(Sources sources) {
        return sources.documents().stream()
                .anyMatch(d -> Description.isBundle(d.root())
                        || (d.name().endsWith(DescriptionFiles.HEAD) && d.root().has("x-version")));
    }

    @Override
    public Protocol read(Sources sources, Problems problems) {
        if (sources.experimental() != null) {
            problems.error(
                    sources.experimental().location(),
                    "this dialect has experimental members in the schema itself, marked",
                    "leave the experimental schema out");
        }
        return new DescriptionFiles(problems)
                .read(sources)
                .map(description -> link(description, problems))
                .orElse(NOTHING);
    }

    /** The model of a description that was put together already. */
    public static Protocol link(Description description, Problems problems) {
        if (!description.sound()) {
            // Linking would only say the same again; the method table can be judged without it.
            methods(description, Map.of(), problems);
            return NOTHING;
        }
        Map<TypeName, NamedSchema> schemas = new TreeMap<>();
        description.definitions().forEach((name, schema) -> schemas.put(TypeName.of(name), schema));
        List<ErrorCode> errors = errors(description, schemas, problems);
        SortedMap<TypeName, Definition> definitions = new SchemaLinker(
                        new ParlanceDialect(), ParlanceReader::resolve, problems)
                .linkAll(
                        schemas,
                        Reachability.roots(description.methods().entrySet().stream()
                                .map(method -> method(method.getKey(), method.getValue(), description))
                                .toList()));
        List<RpcMethod> methods = methods(description, definitions, problems);
        String title = description.head().root().path("title").asText();
        return new Protocol(title, description.version(), definitions, methods, errors);
    }

    private static List<RpcMethod> methods(
            Description description, Map<TypeName, Definition> definitions, Problems problems) {
        List<RpcMethod> methods = new ArrayList<>();
        MethodChecks checks = new MethodChecks(description, definitions, problems);
        description.methods().forEach((name, schema) -> {
            RpcMethod method = method(name, schema, description);
            checks.check(method, schema.json());
            methods.add(method);
        });
        return List.copyOf(methods);
    }

    /** Names are unique across files and dangling references are reported already, so the file does not matter. */
    private static @Nullable TypeName resolve(String ref, Location from) {
        int hash = ref.indexOf('#');
        return hash < 0 ? null : RefResolver.below(LOCAL).resolve(ref.substring(hash), from);
    }

    private static List<ErrorCode> errors(
            Description description, Map<TypeName, NamedSchema> schemas, Problems problems) {
        List<ErrorCode> errors = new ArrayList<>();
        description.errors().forEach((name, schema) -> {
            JsonNode json = schema.json();
            TypeName data = null;
            if (json.has("data")) {
                boolean bare =
                        json.path("data").size() == 1 && json.path("data").has("$ref");
                data = bare ? target(json.path("data"), schema) : TypeName.of(name + ERROR_DATA);
                if (!bare
                        && schemas.putIfAbsent(
                                        data,
                                        new NamedSchema(
                                                json.path("data"),
                                                schema.location().at("data")))
                                != null) {
                    problems.error(
                            schema.location().at("data"),
                            "the type of this data would be called " + data + ", which is taken",
                            "rename the definition, or refer to it");
                }
            }
            errors.add(new ErrorCode(
                    name,
                    json.path("code").intValue(),
                    json.path("message").asText(),
                    data == null ? null : new TypeRef.Named(data),
                    new Doc(json.path("description").asText(), Stability.STABLE),
                    schema.location()));
        });
        return List.copyOf(errors);
    }

    private static RpcMethod method(String name, NamedSchema schema, Description description) {
        JsonNode json = schema.json();
        TypeName params = target(json.path("params"), schema);
        String scope = text(json, "scope");
        String member = text(json, "scopeMember");
        if (member == null && scope != null) {
            NamedSchema declared = description.scopes().get(scope);
            member = declared == null ? null : text(declared.json(), "member");
        }
        List<String> errors = new ArrayList<>();
        json.path("errors").forEach(error -> errors.add(error.asText()));
        return new RpcMethod(
                name,
                json.path("direction").asText().equals("client"),
                params == null
                        ? null
                        : new RpcMethod.Params(
                                params, json.path("paramsOptional").asBoolean()),
                target(json.path("result"), schema),
                new RpcMethod.Traits(doc(json), scope, member, text(json, "profile"), List.copyOf(errors)),
                schema.location());
    }

    private static Doc doc(JsonNode method) {
        StringBuilder text = new StringBuilder(method.path("summary").asText());
        if (method.has("description")) {
            text.append("\n\n").append(method.path("description").asText());
        }
        if (method.has("removal")) {
            text.append("\n\nTo be removed in ")
                    .append(method.path("removal").asText())
                    .append('.');
        }
        return new Doc(
                text.toString(),
                ParlanceDialect.stability(method.path("stability").asText()));
    }

    private static @Nullable TypeName target(JsonNode reference, NamedSchema owner) {
        String ref = text(reference, "$ref");
        return ref == null ? null : resolve(ref, owner.location());
    }

    private static @Nullable String text(JsonNode json, String member) {
        return json.path(member).textValue();
    }
}

package dev.parlance.codegen.read.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Reachability;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.SchemaReader;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.Sources.Document;
import dev.parlance.codegen.read.schema.NamedSchema;
import dev.parlance.codegen.read.schema.RefResolver;
import dev.parlance.codegen.read.schema.SchemaLinker;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a schema like that of the Agent Client Protocol: one document whose {@code $defs} carry {@code x-method} (what
 * method the type belongs to) and {@code x-side} (who handles it). The name tells the role: {@code …Request} with
 * {@code …Response}, or {@code …Notification}. The agent is the server. What both sides may send ({@code protocol}) is
 * listed as the client's. Params may be left out where none of their members is required.
 *
 * <pre>{@code
 * Protocol protocol = new AcpReader().read(new Sources(List.of(document), null), problems);
 * problems.throwIfAny();
 * }</pre>
 */
public final class AcpReader implements SchemaReader {
    private static final String DEFS = "$defs";

    /** A reader; it has no state and may be used often. */
    public AcpReader() {}

    @Override
    public String dialect() {
        return "acp";
    }

    @Override
    public boolean recognizes(Sources sources) {
        return sources.documents().stream().anyMatch(AcpReader::matches);
    }

    private static boolean matches(Document document) {
        for (JsonNode definition : document.root().path(DEFS)) {
            if (definition.has("x-method") && definition.has("x-side")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Protocol read(Sources sources, Problems problems) {
        Document experimental = sources.experimental();
        if (experimental != null) {
            problems.error(
                    experimental.location(),
                    "this dialect has no experimental superset",
                    "give only one schema, the one you want to generate from");
        }
        List<Document> fitting =
                sources.documents().stream().filter(AcpReader::matches).toList();
        if (fitting.size() != 1) {
            Location at = fitting.isEmpty()
                    ? new Location("schema", "")
                    : fitting.get(1).location();
            problems.error(
                    at,
                    fitting.isEmpty() ? "no definition has x-method and x-side" : "a second schema with methods",
                    "give one document that has the methods");
            return new Protocol("", "", new TreeMap<>(), List.of(), List.of());
        }
        return read(fitting.get(0), problems);
    }

    private static Protocol read(Document document, Problems problems) {
        Map<TypeName, NamedSchema> schemas = new TreeMap<>();
        for (var field : document.root().path(DEFS).properties()) {
            Location at = document.location().at(DEFS).at(field.getKey());
            schemas.put(TypeName.of(field.getKey()), new NamedSchema(field.getValue(), at));
        }
        AcpDialect dialect = new AcpDialect();
        List<RpcMethod> methods = new AcpMethods(dialect, problems).read(schemas);
        RefResolver refs = RefResolver.below("#/" + DEFS + "/");
        SortedMap<TypeName, Definition> definitions =
                new SchemaLinker(dialect, refs, problems).link(schemas, Reachability.roots(methods));
        String title = document.root().path("title").asText("");
        return new Protocol(title, "", definitions, methods, List.of());
    }
}

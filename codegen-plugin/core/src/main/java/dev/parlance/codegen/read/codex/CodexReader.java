package dev.parlance.codegen.read.codex;

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
import dev.parlance.codegen.read.schema.SchemaLinker;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code codex app-server generate-json-schema} writes: the file {@code codex_app_server_protocol.schemas.json}
 * or the folder that holds it. Definitions that no method leads to are left out. Given the schema printed with
 * {@code --experimental} as well, that superset is read and what the stable one lacks is marked experimental.
 *
 * <p>All enums and tagged unions are open, since the server adds to them with each release. A request's result is, in this
 * order, the definition named like its params ({@code XParams}, {@code XResponse}), the one named like the method, or the
 * one in the table {@code codex-results.json}; a request without and a {@code Response} of no request are problems.
 *
 * <pre>{@code
 * Protocol protocol = new CodexReader().read(new Sources(List.of(bundle), null), problems);
 * problems.throwIfAny();
 * }</pre>
 */
public final class CodexReader implements SchemaReader {
    private final CodexTables tables = new CodexTables();

    /** A reader; it has no state and may be used often. */
    public CodexReader() {}

    @Override
    public String dialect() {
        return "codex";
    }

    @Override
    public boolean recognizes(Sources sources) {
        return sources.documents().stream().anyMatch(CodexBundle::matches);
    }

    @Override
    public Protocol read(Sources sources, Problems problems) {
        Protocol stable = read(sources.documents(), problems);
        Document experimental = sources.experimental();
        if (experimental == null || !problems.isEmpty()) {
            return stable;
        }
        Protocol superset = read(List.of(experimental), problems);
        return problems.isEmpty() ? new ExperimentalMarks(stable, problems).mark(superset) : superset;
    }

    private Protocol read(List<Document> documents, Problems problems) {
        Document document = choose(documents, problems);
        if (document == null) {
            return new Protocol("", "", new TreeMap<>(), List.of(), List.of());
        }
        CodexBundle bundle = CodexBundle.of(document, problems);
        CodexMethods table = new CodexMethods(bundle, tables, problems);
        List<RpcMethod> methods = table.read();
        SchemaLinker linker =
                new SchemaLinker(new CodexDialect(tables), (ref, from) -> CodexBundle.resolve(ref), problems);
        SortedMap<TypeName, Definition> definitions = linker.link(bundle.schemas(), Reachability.roots(methods));
        table.leftovers(definitions);
        String title = document.root().path("title").asText("");
        return new Protocol(title, "", definitions, methods, List.of());
    }

    private static @Nullable Document choose(List<Document> documents, Problems problems) {
        List<Document> bundles = documents.stream().filter(CodexBundle::matches).toList();
        List<Document> complete =
                bundles.stream().filter(CodexBundle::isComplete).toList();
        if (complete.size() == 1) {
            return complete.get(0);
        }
        Location at = documents.isEmpty()
                ? new Location("schema", "")
                : documents.get(0).location();
        if (complete.size() > 1) {
            problems.error(complete.get(1).location(), "a second complete schema", "give one of them");
        } else if (!bundles.isEmpty()) {
            problems.error(
                    bundles.get(0).location(),
                    "the schema lacks one of its four message types or the first version's types",
                    "give codex_app_server_protocol.schemas.json, which has all");
        } else {
            problems.error(at, "not a schema that the Codex App Server prints", "print it with generate-json-schema");
        }
        return null;
    }
}

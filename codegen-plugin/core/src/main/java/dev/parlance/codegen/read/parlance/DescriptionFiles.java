package dev.parlance.codegen.read.parlance;

import dev.parlance.codegen.NearNames;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.schema.NamedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a description together from its files and checks what concerns more than one of them.
 *
 * <pre>{@code
 * Optional<Description> description = new DescriptionFiles(problems).read(sources);
 * }</pre>
 */
public final class DescriptionFiles {
    /** The file that says what the resource files share. */
    static final String HEAD = "protocol.json";

    /** Made from the method table; nobody else may define them. */
    public static final Set<String> MESSAGE_UNIONS =
            Set.of("ClientRequest", "ServerRequest", "ClientNotification", "ServerNotification");

    private static final Pattern REF = Pattern.compile("([A-Za-z0-9_-]+\\.json)?#/\\$defs/([A-Za-z][A-Za-z0-9]*)");

    private final Problems problems;
    private final SortedMap<String, NamedSchema> methods = new TreeMap<>();
    private final SortedMap<String, NamedSchema> definitions = new TreeMap<>();

    /** One use only; {@code problems} receives everything that is wrong. */
    public DescriptionFiles(Problems problems) {
        this.problems = problems;
    }

    /** The whole description; empty where its head is missing. */
    public Optional<Description> read(Sources sources) {
        int before = problems.all().size();
        MetaSchema meta = new MetaSchema();
        sources.documents().forEach(document -> meta.check(document, problems));
        Optional<Sources.Document> head = head(sources);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        for (Sources.Document document : sources.documents()) {
            boolean bundle = Description.isBundle(document.root());
            collect(document, bundle ? "x-methods" : "methods", "method", methods);
            collect(document, "$defs", "definition", definitions);
        }
        boolean bundle = Description.isBundle(head.get().root());
        for (String union : MESSAGE_UNIONS) {
            NamedSchema defined = definitions.remove(union);
            if (defined != null && !bundle) {
                problems.error(defined.location(), "the union of messages is made from the method table", "remove it");
            }
        }
        Description description = new Description(head.get(), methods, definitions, false);
        checkRefs(description);
        AnnotationChecks annotations = new AnnotationChecks(problems);
        definitions.values().forEach(annotations::check);
        boolean sound = problems.all().size() == before;
        return Optional.of(new Description(head.get(), methods, definitions, sound));
    }

    private Optional<Sources.Document> head(Sources sources) {
        List<Sources.Document> heads = sources.documents().stream()
                .filter(d -> d.root().has("x-version"))
                .toList();
        if (heads.isEmpty()) {
            problems.error(
                    new Location(HEAD, ""),
                    "no file of the description has an x-version",
                    "add " + HEAD + " with title, description, x-version, profiles, scopes and errors");
            return Optional.empty();
        }
        for (Sources.Document extra : heads.subList(1, heads.size())) {
            problems.error(
                    extra.location(),
                    "a second description, beside " + heads.get(0).name(),
                    "keep one " + HEAD + " in a folder, and bundles elsewhere");
        }
        return Optional.of(heads.get(0));
    }

    private void collect(Sources.Document document, String member, String what, SortedMap<String, NamedSchema> all) {
        Description.named(document.root().path(member), document.location().at(member))
                .forEach((name, schema) -> {
                    NamedSchema other = all.putIfAbsent(name, schema);
                    if (other != null) {
                        problems.error(
                                schema.location(),
                                "the " + what + " " + name + " is also in "
                                        + other.location().file(),
                                "keep one, or rename one");
                    }
                });
    }

    private void checkRefs(Description description) {
        Map<String, List<String>> byFile = new HashMap<>();
        definitions.forEach(
                (name, schema) -> byFile.computeIfAbsent(schema.location().file(), f -> new ArrayList<>())
                        .add(name));
        SchemaRefs.Visitor check = (holder, ref, at) -> {
            Matcher parts = REF.matcher(ref);
            String file = parts.matches() && parts.group(1) != null ? parts.group(1) : at.file();
            if (parts.matches() && byFile.getOrDefault(file, List.of()).contains(parts.group(2))) {
                return;
            }
            problems.error(at, "dangling $ref '" + ref + "'", remedy(parts, file, byFile));
        };
        definitions.values().forEach(d -> SchemaRefs.visit(d.json(), d.location(), check));
        description
                .errors()
                .values()
                .forEach(e ->
                        SchemaRefs.visit(e.json().path("data"), e.location().at("data"), check));
        for (String member : List.of("params", "result")) {
            methods.values()
                    .forEach(m ->
                            SchemaRefs.visit(m.json().path(member), m.location().at(member), check));
        }
    }

    private String remedy(Matcher parts, String file, Map<String, List<String>> byFile) {
        if (!parts.matches()) {
            return "write #/$defs/NAME or FILE.json#/$defs/NAME";
        }
        NamedSchema elsewhere = definitions.get(parts.group(2));
        if (elsewhere != null) {
            return "it is in " + elsewhere.location().file();
        }
        if (!byFile.containsKey(file)) {
            return NearNames.hint(file, byFile.keySet(), "there is no " + file + " with definitions");
        }
        return NearNames.hint(parts.group(2), definitions.keySet(), "define it or correct the name");
    }
}

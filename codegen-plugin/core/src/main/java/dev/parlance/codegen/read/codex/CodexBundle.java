package dev.parlance.codegen.read.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.Sources.Document;
import dev.parlance.codegen.read.schema.NamedSchema;
import dev.parlance.codegen.read.schema.RefResolver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one file that holds everything. Its {@code definitions.v2} is no schema but a namespace: {@code #/definitions/v2/X} is
 * {@code v2/X}.
 *
 * @param document the file
 * @param schemas its definitions, without the four roots
 */
record CodexBundle(Document document, Map<TypeName, NamedSchema> schemas) {
    static final List<String> ROOTS =
            List.of("ClientRequest", "ServerRequest", "ServerNotification", "ClientNotification");
    private static final String DEFINITIONS = "#/definitions/";
    private static final String V2 = "v2";

    /** Whether it is such a bundle, complete or with the second version's half only. */
    static boolean matches(Document document) {
        JsonNode definitions = document.root().path("definitions");
        boolean roots = definitions.path("ClientRequest").path("oneOf").isArray()
                && definitions.path("ServerNotification").path("oneOf").isArray();
        return roots && document.root().path("title").asText("").startsWith("CodexAppServerProtocol");
    }

    /** Whether nothing is missing from it. */
    static boolean isComplete(Document document) {
        JsonNode definitions = document.root().path("definitions");
        return definitions.path(V2).isObject()
                && ROOTS.stream().allMatch(root -> definitions.path(root).isObject());
    }

    static CodexBundle of(Document document, Problems problems) {
        Map<TypeName, NamedSchema> schemas = new TreeMap<>();
        Location at = document.location().at("definitions");
        JsonNode definitions = document.root().path("definitions");
        collect("", definitions, at, schemas);
        collect(V2, definitions.path(V2), at.at(V2), schemas);
        schemas.remove(TypeName.of(V2));
        ROOTS.forEach(root -> schemas.remove(TypeName.of(root)));
        if (schemas.containsKey(new TypeName(V2, ""))) {
            problems.error(at.at(V2).at(""), "a definition has no name", "name it");
        }
        return new CodexBundle(document, schemas);
    }

    private static void collect(String namespace, JsonNode from, Location at, Map<TypeName, NamedSchema> into) {
        for (var field : from.properties()) {
            TypeName name = new TypeName(namespace, field.getKey());
            into.put(name, new NamedSchema(field.getValue(), at.at(field.getKey())));
        }
    }

    /** The schema of one of the four roots. */
    NamedSchema root(String name) {
        JsonNode json = document.root().path("definitions").path(name);
        return new NamedSchema(json, document.location().at("definitions").at(name));
    }

    /** The definition of that name, of the current namespace if both have it; null for none. */
    @Nullable
    TypeName find(String name) {
        TypeName current = new TypeName(V2, name);
        if (schemas.containsKey(current)) {
            return current;
        }
        return schemas.containsKey(TypeName.of(name)) ? TypeName.of(name) : null;
    }

    /** What a reference names; null where it leaves the definitions. */
    static @Nullable TypeName resolve(String ref) {
        if (!ref.startsWith(DEFINITIONS)) {
            return null;
        }
        String[] parts = ref.substring(DEFINITIONS.length()).split("/", -1);
        if (parts.length == 1 && !parts[0].isEmpty() && !parts[0].equals(V2)) {
            return TypeName.of(RefResolver.unescape(parts[0]));
        }
        return parts.length == 2 && parts[0].equals(V2) && !parts[1].isEmpty()
                ? new TypeName(V2, RefResolver.unescape(parts[1]))
                : null;
    }
}

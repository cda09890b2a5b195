package dev.parlance.codegen.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.parlance.Description;
import dev.parlance.codegen.read.parlance.DescriptionFiles;
import dev.parlance.codegen.read.parlance.ParlanceReader;
import dev.parlance.codegen.read.parlance.SchemaRefs;
import dev.parlance.codegen.read.schema.NamedSchema;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one document of a protocol description, for validators and for users who want one file. A description that is
 * not right in every respect, examples included, gets no bundle.
 *
 * <pre>{@code
 * Sources sources = SchemaFiles.read(folder, null, problems).parse(problems);
 * String text = new Bundler(problems).bundle(sources);
 * }</pre>
 */
public final class Bundler {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Location IN_COPY = new Location("", "");

    private final Problems problems;

    /** Every problem of a description goes to {@code problems}. */
    public Bundler(Problems problems) {
        this.problems = problems;
    }

    /**
     * The bundle's text; the same for the same description, also for a bundle of it.
     *
     * @throws dev.parlance.codegen.CodegenException with all problems, where there are any
     */
    public String bundle(Sources sources) {
        problems.throwIfAny();
        Optional<Description> read = new DescriptionFiles(problems).read(sources);
        // What no generator could read must not be published.
        read.ifPresent(description -> ParlanceReader.link(description, problems));
        problems.throwIfAny();
        Description description = read.orElseThrow();
        ObjectNode bundle = bundle(description);
        new ExampleCheck(bundle, problems).check(description);
        problems.throwIfAny();
        return CanonicalJson.text(bundle);
    }

    private static ObjectNode bundle(Description description) {
        JsonNode head = description.head().root();
        ObjectNode bundle = JSON.objectNode();
        bundle.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        bundle.put("$id", head.path("$id").asText("urn:parlance:protocol:" + description.version()));
        bundle.set("title", head.path("title"));
        if (head.has("description")) {
            bundle.set("description", head.path("description"));
        }
        bundle.put("x-version", description.version());
        bundle.set("x-profiles", copy(description.profiles()));
        bundle.set("x-scopes", copy(description.scopes()));
        ObjectNode errors = copy(description.errors());
        errors.forEach(error -> flatten(error.path("data")));
        bundle.set("x-errors", errors);
        ObjectNode envelope = copy(description.envelope());
        envelope.forEach(members -> members.forEach(Bundler::flatten));
        if (!envelope.isEmpty()) {
            bundle.set("x-envelope", envelope);
        }
        ObjectNode methods = copy(description.methods());
        methods.forEach(method -> {
            flatten(method.path("params"));
            flatten(method.path("result"));
        });
        bundle.set("x-methods", methods);
        bundle.set("$defs", definitions(description, methods, envelope));
        return bundle;
    }

    private static ObjectNode definitions(Description description, ObjectNode methods, ObjectNode envelope) {
        ObjectNode definitions = copy(description.definitions());
        definitions.forEach(Bundler::flatten);
        new MessageUnions(definitions, envelope).make(methods).forEach(definitions::set);
        ObjectNode sorted = JSON.objectNode();
        definitions.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static ObjectNode copy(Map<String, NamedSchema> table) {
        ObjectNode copy = JSON.objectNode();
        table.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        copy.set(entry.getKey(), entry.getValue().json().deepCopy()));
        return copy;
    }

    /** Makes references to other files local ones, in place. */
    private static void flatten(JsonNode schema) {
        SchemaRefs.visit(schema, IN_COPY, (holder, ref, at) -> holder.put("$ref", ref.substring(ref.indexOf('#'))));
    }
}

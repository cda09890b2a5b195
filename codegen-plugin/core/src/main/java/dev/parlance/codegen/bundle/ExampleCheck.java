package dev.parlance.codegen.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.read.parlance.Description;
import dev.parlance.codegen.read.schema.NamedSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Validates the examples of every method against the bundle: params, result and error data by their own definition, whose
 * errors name the member that is wrong, and the message by its union, which proves the union.
 */
final class ExampleCheck {
    private static final int SHOWN = 5;

    private final ObjectNode bundle;
    private final Problems problems;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final String id;

    ExampleCheck(ObjectNode bundle, Problems problems) {
        this.bundle = bundle;
        this.problems = problems;
        this.id = bundle.path("$id").asText();
        // Given by its id, so that nothing is ever looked up on a network.
        Map<String, String> byId = Map.of(id, CanonicalJson.text(bundle));
        this.registry = SchemaRegistry.withDialect(annotated(), builder -> builder.schemas(byId));
    }

    /** 2020-12, with the annotations of the dialect: the meta-schema has refused every keyword that is neither. */
    private static Dialect annotated() {
        return Dialect.builder(Dialects.getDraft202012())
                .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
                .build();
    }

    void check(Description description) {
        description.methods().forEach((name, method) -> {
            JsonNode examples = method.json().path("examples");
            Location place = method.location().at("examples");
            for (int i = 0; i < examples.size(); i++) {
                check(name, method.json(), examples.path(i), place.at(i));
            }
            // Errors refer to types of the bundle from places of the source, so they are looked up by name there.
            for (int i = 0; i < examples.size(); i++) {
                checkError(
                        description,
                        method.json(),
                        examples.path(i).path("error"),
                        place.at(i).at("error"));
            }
        });
    }

    private void check(String name, JsonNode method, JsonNode example, Location place) {
        boolean sound = true;
        for (String part : List.of("params", "result")) {
            if (example.has(part) && method.has(part)) {
                String pointer = "/x-methods/" + escape(name) + "/" + part;
                boolean nothing = part.equals("params")
                        && example.path(part).isNull()
                        && method.path("paramsOptional").asBoolean();
                sound &= nothing || valid(pointer, example.path(part), place.at(part), "the example");
            }
        }
        if (sound) {
            String union = MessageUnions.unionOf(method);
            valid("/$defs/" + union, message(name, method, example), place, "the message of this example");
        }
    }

    private static ObjectNode message(String name, JsonNode method, JsonNode example) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (method.path("kind").asText().equals("request")) {
            message.put("id", 1);
        }
        message.put("method", name);
        if (example.has("params")) {
            message.set("params", example.path("params"));
        }
        return message;
    }

    private void checkError(Description description, JsonNode method, JsonNode error, Location place) {
        if (error.isMissingNode()) {
            return;
        }
        List<String> candidates = new ArrayList<>();
        for (JsonNode declared : method.path("errors")) {
            NamedSchema candidate = description.errors().get(declared.asText());
            if (candidate != null && candidate.json().path("code").equals(error.path("code"))) {
                candidates.add(declared.asText());
            }
        }
        // Some protocols use one code for several errors; then the data of one of them must fit.
        boolean free = candidates.stream()
                .anyMatch(c -> !bundle.path("x-errors").path(c).has("data"));
        if (error.has("data")
                && !free
                && candidates.stream().noneMatch(c -> errors(c, error).isEmpty())) {
            candidates.forEach(c -> report(errors(c, error), place.at("data"), "the data of " + c));
        }
    }

    private List<Error> errors(String candidate, JsonNode error) {
        return schema("/x-errors/" + escape(candidate) + "/data").validate(error.path("data"));
    }

    private boolean valid(String pointer, JsonNode value, Location place, String what) {
        List<Error> errors = schema(pointer).validate(value);
        report(errors, place, what);
        return errors.isEmpty();
    }

    private void report(List<Error> errors, Location place, String what) {
        for (Error error : errors.subList(0, Math.min(SHOWN, errors.size()))) {
            Location at = new Location(place.file(), place.pointer() + error.getInstanceLocation());
            problems.error(
                    at,
                    what + " is not valid: " + error.getMessage(),
                    "correct the example, or the schema at "
                            + error.getSchemaLocation().getFragment());
        }
    }

    private Schema schema(String pointer) {
        // A schema of one reference: asked for by its place in the bundle, the registry would parse the bundle each
        // time.
        return schemas.computeIfAbsent(
                pointer,
                p -> registry.getSchema(JsonNodeFactory.instance.objectNode().put("$ref", id + "#" + p)));
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

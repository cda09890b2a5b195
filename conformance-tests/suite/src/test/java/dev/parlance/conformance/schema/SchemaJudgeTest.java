package dev.parlance.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class SchemaJudgeTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final SchemaJudge JUDGE = new SchemaJudge(PROTOCOL);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://parlance.test/agent.schema.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(BASE, PROTOCOL.schema().toString())));
    /** What JSON Schema alone has no opinion about, or another one: it takes 1.0 for an integer. */
    private static final Set<SchemaRule> OWN = EnumSet.of(
            SchemaRule.INSTANTS,
            SchemaRule.ABSOLUTE_PATHS,
            SchemaRule.MISSPELT,
            SchemaRule.BASE64,
            SchemaRule.INTEGERS,
            SchemaRule.UNDECLARED,
            SchemaRule.EXPERIMENTAL);

    @Test
    void everyExampleOfTheProtocolIsRight() {
        List<String> wrong = new ArrayList<>();
        forEachExample((method, example) -> {
            if (!example.has("error")) {
                add(wrong, method, JUDGE.params(method.name(), example.path("params"), true, true));
            }
            if (example.has("result")) {
                add(wrong, method, JUDGE.result(method.name(), example.get("result"), true));
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Members taken away, made null, made of another kind: both judges have to agree whether the value is right. */
    @Test
    void anIndependentValidatorAgreesOnDamagedExamples() {
        List<String> disagreements = new ArrayList<>();
        int[] compared = {0};
        forEachExample((method, example) -> {
            JsonNode result = method.result();
            if (result != null && result.has("$ref") && example.path("result").isObject()) {
                Schema other = schema(result.get("$ref").textValue());
                for (JsonNode damaged : damaged(example.get("result"))) {
                    compared[0]++;
                    compare(method, damaged, other, disagreements);
                }
            }
        });
        assertThat(disagreements).isEmpty();
        assertThat(compared[0]).isGreaterThan(1_000);
    }

    private static void compare(Method method, JsonNode value, Schema other, List<String> disagreements) {
        SchemaJudge.Finding finding = JUDGE.result(method.name(), value, true);
        boolean own = finding.problems().stream().anyMatch(problem -> OWN.contains(problem.rule()));
        boolean right = other.validate(value.toString(), InputFormat.JSON).isEmpty();
        // Where sets are open to new values, a strange one is right here and wrong there.
        boolean strange = finding.problems().isEmpty() && value.toString().contains("zzz");
        if (!own && !strange && right != finding.problems().isEmpty()) {
            disagreements.add(
                    method.name() + " " + value + " is " + (right ? "right" : "wrong") + ", not " + finding.problems());
        }
    }

    private static Schema schema(String ref) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + ref));
    }

    private static List<JsonNode> damaged(JsonNode value) {
        List<JsonNode> all = new ArrayList<>();
        List<List<Object>> places = new ArrayList<>();
        places(value, List.of(), places);
        for (List<Object> place : places) {
            for (int kind = 0; kind < 4; kind++) {
                all.add(damage(value.deepCopy(), place, kind));
            }
        }
        return all;
    }

    private static void places(JsonNode value, List<Object> at, List<List<Object>> places) {
        value.properties().forEach(e -> {
            places.add(with(at, e.getKey()));
            places(e.getValue(), with(at, e.getKey()), places);
        });
        for (int i = 0; value.isArray() && i < Math.min(2, value.size()); i++) {
            places.add(with(at, i));
            places(value.get(i), with(at, i), places);
        }
    }

    private static List<Object> with(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static JsonNode damage(JsonNode root, List<Object> place, int kind) {
        JsonNode parent = root;
        for (Object step : place.subList(0, place.size() - 1)) {
            parent = step instanceof String name ? parent.get(name) : parent.get((Integer) step);
        }
        JsonNode planted = switch (kind) {
            case 1 -> JSON.getNodeFactory().nullNode();
            case 2 -> JSON.getNodeFactory().textNode("zzz");
            default -> JSON.createObjectNode().put("zzz", true);
        };
        Object last = place.get(place.size() - 1);
        if (parent instanceof ObjectNode object) {
            if (kind == 0) {
                object.remove((String) last);
            } else {
                object.set((String) last, planted);
            }
        } else if (kind == 0) {
            ((ArrayNode) parent).remove((int) last);
        } else {
            ((ArrayNode) parent).set((int) last, planted);
        }
        return root;
    }

    private static void forEachExample(BiConsumer<Method, JsonNode> sink) {
        for (Method method : PROTOCOL.methods().values()) {
            PROTOCOL.schema()
                    .get("x-methods")
                    .get(method.name())
                    .path("examples")
                    .forEach(example -> sink.accept(method, example));
        }
    }

    private static void add(List<String> wrong, Method method, SchemaJudge.Finding finding) {
        finding.problems().forEach(problem -> wrong.add(method.name() + " " + problem));
    }
}

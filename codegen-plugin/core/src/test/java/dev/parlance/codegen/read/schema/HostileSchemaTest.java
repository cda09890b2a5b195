package dev.parlance.codegen.read.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.Problems.Problem;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schemas made to exhaust the generator end in a problem, not in an overflow or a hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSchemaTest {
    private final Problems problems = new Problems();

    @Test
    void nestingHasALimit() throws JsonProcessingException {
        link("{\"A\":" + "{\"items\":".repeat(900) + "{}" + "}".repeat(900) + "}");
        assertThat(reasons()).containsExactly("nested deeper than 200 levels");
    }

    @Test
    void nestedObjectsUpToTheLimitAreLinked() throws JsonProcessingException {
        String open = "{\"type\":\"object\",\"properties\":{\"a\":";
        SortedMap<TypeName, Definition> linked = link("{\"A\":" + open.repeat(199) + "true" + "}}".repeat(199) + "}");
        assertThat(reasons()).isEmpty();
        assertThat(linked).hasSize(199);
    }

    @Test
    void unionsThatDoubleAtEachLevelEnd() throws JsonProcessingException {
        StringBuilder schemas = new StringBuilder("{\"A40\":{\"type\":\"object\",\"properties\":{\"x\":{}}}");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/A" + (i + 1) + "\"}";
            schemas.append(",\"A" + i + "\":{\"anyOf\":[" + next + "," + next + "]}");
        }
        link(schemas + "}");
        assertThat(reasons()).contains("the union has more than 1000 alternatives");
    }

    @Test
    void unionsOfUnionsHaveALimit() throws JsonProcessingException {
        StringBuilder schemas = new StringBuilder("{\"A10000\":{\"type\":\"boolean\"}");
        for (int i = 0; i < 10_000; i++) {
            schemas.append(
                    ",\"A" + i + "\":{\"anyOf\":[{\"$ref\":\"#/$defs/A" + (i + 1) + "\"},{\"type\":\"string\"}]}");
        }
        link(schemas + "}");
        assertThat(reasons()).contains("unions nested deeper than 100 levels");
    }

    @Test
    void mergesThatDoubleAtEachLevelEnd() throws JsonProcessingException {
        StringBuilder schemas = new StringBuilder("{\"A40\":{\"type\":\"object\",\"properties\":{\"x\":{}}}");
        for (int i = 0; i < 40; i++) {
            String next = "{\"$ref\":\"#/$defs/A" + (i + 1) + "\"}";
            schemas.append(",\"A" + i + "\":{\"allOf\":[" + next + "," + next + "]}");
        }
        link(schemas + "}");
        assertThat(reasons()).contains("more than 1000 schemas merged into one");
    }

    @Test
    void typesDerivedFromThemselvesEnd() throws JsonProcessingException {
        String variant = "{\"type\":\"object\",\"properties\":{\"t\":{\"const\":\"a\"}},\"required\":[\"t\"],"
                + "\"allOf\":[{\"$ref\":\"#/$defs/X\"}]}";
        link("{\"X\":{\"type\":\"object\",\"properties\":{\"p\":{\"oneOf\":[" + variant + ","
                + variant.replace("\"a\"", "\"b\"") + "]}}}}");
        assertThat(reasons())
                .allMatch(reason -> reason.contains("the type's name has") || reason.equals("more than 20000 types"));
        assertThat(reasons()).isNotEmpty();
    }

    @Test
    void typesHaveALimit() throws JsonProcessingException {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 20_001; i++) {
            members.append(i == 0 ? "" : ",").append("\"m" + i + "\":{\"enum\":[\"x\"]}");
        }
        link("{\"A\":{\"type\":\"object\",\"properties\":{" + members + "}}}");
        assertThat(reasons()).containsExactly("more than 20000 types");
    }

    @Test
    void membersSharedByAllVariantsHaveALimit() throws JsonProcessingException {
        List<String> variants = new ArrayList<>();
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            variants.add(
                    "{\"type\":\"object\",\"properties\":{\"t\":{\"const\":\"v" + i + "\"}},\"required\":[\"t\"]}");
            members.add("\"m" + i + "\":{\"type\":\"string\"}");
        }
        link("{\"A\":{\"oneOf\":[" + String.join(",", variants) + "],\"properties\":{" + String.join(",", members)
                + "}}}");
        assertThat(reasons()).containsExactly("more than 500000 members in all types");
    }

    @Test
    void thousandAliasesInARowAreFollowed() throws JsonProcessingException {
        StringBuilder schemas = new StringBuilder("{\"A1000\":{\"type\":\"string\"}");
        for (int i = 0; i < 1_000; i++) {
            schemas.append(",\"A" + i + "\":{\"$ref\":\"#/$defs/A" + (i + 1) + "\"}");
        }
        SortedMap<TypeName, Definition> linked = link(schemas + "}");
        assertThat(reasons()).isEmpty();
        assertThat(linked).hasSize(1_001);
    }

    private List<String> reasons() {
        return problems.all().stream().map(Problem::reason).distinct().toList();
    }

    private SortedMap<TypeName, Definition> link(String definitions) throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(definitions);
        SortedMap<TypeName, NamedSchema> schemas = new TreeMap<>();
        json.properties()
                .forEach(field -> schemas.put(
                        TypeName.of(field.getKey()),
                        new NamedSchema(field.getValue(), new Location("hostile.json", "/$defs/" + field.getKey()))));
        return new SchemaLinker(new SchemaDialect() {}, RefResolver.below("#/$defs/"), problems)
                .linkAll(schemas, List.of());
    }
}

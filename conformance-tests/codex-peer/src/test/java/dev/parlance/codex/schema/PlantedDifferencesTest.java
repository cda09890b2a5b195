package dev.parlance.codex.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures the comparison itself: a fault in any definition of our schema is found in that definition. */
class PlantedDifferencesTest {
    /**
     * Alternatives that nothing but their members tells apart, and what only they lead to: with a member more they are
     * other alternatives, which is found in the union and leaves their inside uncompared.
     */
    private static final Set<String> TOLD_APART_BY_MEMBERS = Set.of(
            "McpElicitationLegacyTitledEnumSchema",
            "McpElicitationTitledEnumItems",
            "McpElicitationTitledMultiSelectEnumSchema",
            "McpElicitationUntitledEnumItems",
            "McpElicitationUntitledMultiSelectEnumSchema",
            "McpElicitationUntitledSingleSelectEnumSchema");

    private static JsonNode stable;
    private static JsonNode experimental;

    @BeforeAll
    static void read() {
        stable = Schemas.real("stable");
        experimental = Schemas.real("experimental");
    }

    @Test
    void memberThatTheRealServerHasNotIsFoundInEveryObject() {
        assertFoundEverywhere("presence", schema -> {
            if (!schema.has("properties")) {
                return false;
            }
            ((ObjectNode) schema.get("properties")).put("planted", true);
            return true;
        });
    }

    @Test
    void anotherTypeIsFoundInEveryObject() {
        assertFoundEverywhere("type", schema -> eachText(schema, member -> member.put("type", "number")));
    }

    @Test
    void anotherNullnessIsFoundInEveryObject() {
        assertFoundEverywhere(
                "null",
                schema -> eachText(
                        schema, member -> member.putArray("type").add("string").add("null")));
    }

    @Test
    void anotherRequirednessIsFoundInEveryObject() {
        assertFoundEverywhere("required", schema -> {
            boolean planted = false;
            for (JsonNode name : schema.path("required")) {
                planted |= !isConstant(schema.path("properties").path(name.textValue()));
            }
            // A tag has to stay required, or it is another alternative altogether.
            if (planted && schema.path("additionalProperties").asBoolean(true)) {
                ArrayNode tags = schema.arrayNode();
                schema.get("required").forEach(name -> {
                    if (isConstant(schema.path("properties").path(name.textValue()))) {
                        tags.add(name);
                    }
                });
                schema.set("required", tags);
                return true;
            }
            return false;
        });
    }

    @Test
    void enumValueThatTheRealServerHasNotIsFoundInEveryEnum() {
        assertFoundEverywhere("presence", schema -> {
            if (schema.path("enum").size() > 1) {
                ((ArrayNode) schema.get("enum")).add("planted");
                return true;
            }
            boolean documented = schema.path("oneOf").size() > 1
                    && schema.get("oneOf").get(0).has("const");
            if (documented) {
                ((ArrayNode) schema.get("oneOf")).addObject().put("const", "planted");
            }
            return documented;
        });
    }

    /** Changes members that are plain text, which no union is told apart by. */
    private static boolean eachText(ObjectNode schema, Consumer<ObjectNode> change) {
        boolean changed = false;
        for (JsonNode member : schema.path("properties")) {
            if (member.path("type").asText().equals("string") && !member.has("enum")) {
                change.accept((ObjectNode) member);
                changed = true;
            }
        }
        return changed;
    }

    private static boolean isConstant(JsonNode member) {
        return member.has("const") || member.has("$ref");
    }

    private static void assertFoundEverywhere(String fact, Predicate<ObjectNode> fault) {
        JsonNode ours = Schemas.ours();
        Set<String> planted = Planting.plant(ours, fault);
        Set<String> found = new TreeSet<>();
        for (Difference difference : new ProtocolComparison(ours, stable, experimental).differences()) {
            boolean ofTheUnion =
                    difference.fact().equals("presence") && difference.at().contains("|");
            if (difference.fact().equals(fact) || ofTheUnion) {
                found.add(difference.at().split("[^A-Za-z0-9]", 2)[0]);
            }
        }
        planted.removeAll(RealMethods.UNIONS);

        if (found.contains("McpElicitationPrimitiveSchema")) {
            planted.removeAll(TOLD_APART_BY_MEMBERS);
        }

        assertThat(planted).hasSizeGreaterThan(20);
        assertThat(found).containsAll(planted);
    }
}

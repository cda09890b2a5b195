package dev.parlance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final List<JsonNode> RULES = list(Documents.RULES.get("rules"));

    @Test
    void everyRuleHasAnIdOfItsFamily() {
        Set<String> seen = new HashSet<>();
        for (JsonNode rule : RULES) {
            String id = rule.get("id").textValue();
            assertThat(id).matches(rule.get("family").textValue() + "-[1-9][0-9]*");
            assertThat(seen.add(id)).as(id + " is there once").isTrue();
            assertThat(Documents.RULES.get("families").has(rule.get("family").textValue()))
                    .isTrue();
        }
    }

    @Test
    void everyRuleBelongsToAProfileOfTheProtocol() {
        Set<String> profiles = new TreeSet<>();
        Documents.SCHEMA.get("x-profiles").fieldNames().forEachRemaining(profiles::add);
        for (JsonNode rule : RULES) {
            if (!rule.get("family").textValue().equals("SUI")) {
                assertThat(profiles)
                        .as(rule.get("id").textValue())
                        .contains(rule.path("profile").asText());
            }
        }
    }

    @Test
    void everyRuleSaysWhoIsBoundAndHowItIsJudged() {
        for (JsonNode rule : RULES) {
            String id = rule.get("id").textValue();
            assertThat(rule.get("text").textValue()).as(id).isNotBlank();
            assertThat(List.of("must", "should"))
                    .as(id)
                    .contains(rule.get("level").textValue());
            for (JsonNode duty : rule.get("duty")) {
                assertThat(List.of("server", "client", "transport", "suite"))
                        .as(id)
                        .contains(duty.textValue());
            }
            if (!id.startsWith("SUI")) {
                assertThat(List.of("passive", "active", "compare"))
                        .as(id)
                        .contains(rule.path("judged").asText());
            }
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}

package dev.parlance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LifecyclesTest {
    private static final JsonNode LIFECYCLES = Documents.LIFECYCLES.get("lifecycles");

    @Test
    void automataAreDeterministicAndNameTheirOwnStates() {
        LIFECYCLES.properties().forEach(entry -> {
            JsonNode automaton = entry.getValue();
            Set<String> states = texts(automaton.get("states"));
            assertThat(states).contains(automaton.get("initial").textValue());
            Map<String, String> seen = new HashMap<>();
            for (String kind : List.of("transitions", "violations")) {
                for (JsonNode edge : automaton.get(kind)) {
                    for (String from : texts(edge.get("from"))) {
                        String step = from + " on " + edge.get("on").textValue();
                        assertThat(states).contains(from);
                        assertThat(seen.put(step, kind))
                                .as(entry.getKey() + ": " + step)
                                .isNull();
                    }
                }
            }
            automaton
                    .get("transitions")
                    .forEach(t -> assertThat(states).contains(t.get("to").textValue()));
        });
    }

    @Test
    void everyViolationNamesARule() {
        Set<String> ids = Documents.ruleIds();
        LIFECYCLES.forEach(automaton -> {
            automaton
                    .get("violations")
                    .forEach(v -> assertThat(ids).contains(v.get("rule").textValue()));
            automaton
                    .path("open")
                    .forEach(o -> assertThat(ids).contains(o.get("rule").textValue()));
        });
    }

    @Test
    void everyMessageIsAMethodOfTheProtocolAndCarriesTheKeysItsLifecyclesNeed() {
        for (JsonNode message : Documents.LIFECYCLES.get("messages")) {
            String method = message.get("method").textValue();
            JsonNode row = Documents.SCHEMA.get("x-methods").path(method);
            assertThat(row.isObject()).as(method + " is in the method table").isTrue();
            boolean request = !message.get("kind").textValue().equals("notification");
            assertThat(row.get("kind").textValue()).as(method).isEqualTo(request ? "request" : "notification");
            for (JsonNode pointer : message.path("key")) {
                assertThat(declared(row, pointer.textValue()))
                        .as(method + " has " + pointer)
                        .isTrue();
            }
            for (JsonNode step : message.get("steps")) {
                assertThat(steps(step.get("lifecycle").textValue()))
                        .as(method)
                        .contains(step.get("step").textValue());
            }
        }
    }

    @Test
    void everyOpenStateIsAStateWithAnEndThatCanCome() {
        LIFECYCLES
                .properties()
                .forEach(entry -> entry.getValue().path("open").forEach(open -> {
                    assertThat(texts(entry.getValue().get("states")))
                            .contains(open.get("state").textValue());
                    assertThat(List.of("turn-completed", "transcript-end"))
                            .contains(open.get("closedBy").textValue());
                    assertThat(List.of("at-once", "at-end"))
                            .contains(open.path("judged").asText("at-once"));
                }));
    }

    @Test
    void everyExceptionSaysWhatIsTrueInstead() {
        Documents.LIFECYCLES.get("exceptions").forEach(exception -> {
            assertThat(Documents.ruleIds()).contains(exception.get("rule").textValue());
            assertThat(List.of("none", "subsequence"))
                    .contains(exception.get("relation").textValue());
        });
    }

    @Test
    void everyStepCanBeTakenBySomeMessage() {
        Set<String> taken = new TreeSet<>();
        for (String part : List.of("messages", "always")) {
            Documents.LIFECYCLES
                    .get(part)
                    .forEach(message -> message.get("steps")
                            .forEach(step -> taken.add(step.get("lifecycle").textValue() + "/"
                                    + step.get("step").textValue())));
        }
        Set<String> known = new TreeSet<>();
        LIFECYCLES.fieldNames().forEachRemaining(name -> steps(name).forEach(step -> known.add(name + "/" + step)));
        assertThat(taken).isEqualTo(known);
    }

    /** Whether the schema declares the member that a pointer into a message leads to. */
    private static boolean declared(JsonNode row, String pointer) {
        String[] parts = pointer.substring(1).split("/");
        if (parts[0].equals("id")) {
            return true;
        }
        int first = parts[0].equals("request") ? 2 : 1;
        List<JsonNode> at = List.of(row.get("params"));
        for (int i = first; i < parts.length; i++) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode schema : at) {
                next.addAll(member(schema, parts[i]));
            }
            at = next;
        }
        return !at.isEmpty();
    }

    private static List<JsonNode> member(JsonNode schema, String name) {
        JsonNode resolved = resolve(schema);
        List<JsonNode> found = new ArrayList<>();
        if (resolved.path("properties").has(name)) {
            found.add(resolved.get("properties").get(name));
        }
        for (String union : List.of("oneOf", "anyOf")) {
            resolved.path(union).forEach(alternative -> found.addAll(member(alternative, name)));
        }
        return found;
    }

    private static JsonNode resolve(JsonNode schema) {
        return schema.has("$ref")
                ? Documents.SCHEMA.at(schema.get("$ref").textValue().substring(1))
                : schema;
    }

    private static Set<String> steps(String lifecycle) {
        Set<String> on = new TreeSet<>();
        for (String kind : List.of("transitions", "violations")) {
            LIFECYCLES
                    .get(lifecycle)
                    .get(kind)
                    .forEach(edge -> on.add(edge.get("on").textValue()));
        }
        return on;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> all = new TreeSet<>();
        array.forEach(text -> all.add(text.textValue()));
        return all;
    }
}

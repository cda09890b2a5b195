package dev.parlance.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** A validator that knows nothing of the suite has to think of the requests as their makers do. */
class GeneratedRequestsTest {
    private static final int EACH = 25;
    private static final Protocol PROTOCOL = Protocol.load();
    private static final FuzzPolicy POLICY = FuzzPolicy.load();
    private static final Knowledge KNOWLEDGE = Knowledge.of(PROTOCOL, POLICY, FuzzDialect.standard());
    private static final String BASE = "https://parlance.test/agent.schema.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(BASE, PROTOCOL.schema().toString())));

    @Test
    void somebodyHasDecidedAboutEveryRequestOfAClient() {
        assertThat(requests().stream().map(Method::name).filter(name -> !POLICY.knows(name)))
                .isEmpty();
        assertThat(POLICY.effect("no/such/method")).isEqualTo(Effect.REACHING);
    }

    @Test
    void validRequestsOfAllMethodsFitTheirSchema() {
        List<String> misfits = new ArrayList<>();
        Set<String> made = new TreeSet<>();
        forEachInstance((method, params) -> {
            made.add(method.name());
            var problems = schema(method).validate(sample(params).toString(), InputFormat.JSON);
            if (!problems.isEmpty()) {
                misfits.add(method.name() + " " + sample(params) + ": " + problems);
            }
        });
        assertThat(misfits).isEmpty();
        assertThat(made)
                .hasSameElementsAs(requests().stream()
                        .filter(method -> method.params() != null)
                        .map(Method::name)
                        .toList());
    }

    @Test
    void everyMemberOfParamsIsSentUnlessThePolicyAvoidsIt() {
        Set<String> missing = new TreeSet<>();
        for (Method method : requests()) {
            KNOWLEDGE
                    .schema()
                    .resolve(described(method))
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(name -> {
                        if (!POLICY.avoids(name)) {
                            missing.add(method.name() + "." + name);
                        }
                    });
        }
        forEachInstance((method, params) ->
                params.fieldNames().forEachRemaining(name -> missing.remove(method.name() + "." + name)));
        assertThat(missing).isEmpty();
    }

    @Test
    void whatHasToBeRefusedIsWrongForAnotherValidatorToo() {
        Expectation.Source expectations = KNOWLEDGE.expectations();
        Damager damager = new Damager(POLICY);
        List<String> disagreements = new ArrayList<>();
        int[] refused = {0};
        forEachInstance((method, params) -> {
            JsonNode damaged = sample(damager.damaged(params, Draw.of(5, 0, refused[0])));
            Expectation expected = expectations.of(method.name(), damaged, true, true);
            refused[0] += expected.refused() ? 1 : 0;
            if (expected.refused() && !onlyForUs(expected) && !damaged.isMissingNode()) {
                if (schema(method)
                        .validate(damaged.toString(), InputFormat.JSON)
                        .isEmpty()) {
                    disagreements.add(method.name() + " " + damaged + " because " + expected.because());
                }
            }
        });
        assertThat(disagreements).isEmpty();
        assertThat(refused[0]).isGreaterThan(500);
    }

    /** JSON Schema takes 1.0 for an integer, and knows neither paths nor Base64. */
    private static boolean onlyForUs(Expectation expected) {
        return List.of("INTEGERS", "ABSOLUTE_PATHS", "BASE64").stream()
                .anyMatch(rule -> expected.because().startsWith(rule));
    }

    @Test
    void noRequestNamesAFileOrCommandOutsideTheRunsOwnFolders() {
        HostileTexts hostile = new HostileTexts(POLICY, 1 << 12);
        Damager damager = new Damager(POLICY);
        List<String> strays = new ArrayList<>();
        int[] number = {0};
        forEachInstance((method, params) -> {
            Draw draw = Draw.of(9, 0, number[0]++);
            JsonNode planted = hostile.planted(params, draw);
            for (JsonNode sent : List.of(params, planted == null ? params : planted, damager.damaged(params, draw))) {
                strays(sent, "", method.name(), strays);
            }
        });
        assertThat(strays).isEmpty();
    }

    private static void strays(JsonNode at, String member, String method, List<String> strays) {
        Placeholder placeholder = Templates.placeholder(at);
        if (placeholder instanceof Placeholder.PathIn path) {
            if (path.rest().contains("/../..") || path.rest().startsWith("/..")) {
                strays.add(method + " " + path);
            }
        } else if (at.isTextual()
                && List.of("file", "folder", "configFile", "command").contains(String.valueOf(POLICY.source(member)))) {
            boolean harmless = at.textValue().startsWith(Damager.UNKNOWN)
                    || Set.of("true", "false", "echo", "x", "echo x").contains(at.textValue());
            if (!harmless) {
                strays.add(method + "." + member + " = " + at);
            }
        }
        at.properties().forEach(entry -> strays(entry.getValue(), entry.getKey(), method, strays));
        for (int i = 0; at.isArray() && i < at.size(); i++) {
            strays(at.get(i), member, method, strays);
        }
    }

    private static void forEachInstance(BiConsumer<Method, JsonNode> sink) {
        ValidInstances instances =
                new ValidInstances(KNOWLEDGE.schema(), POLICY, new DomainValues(POLICY, new Pools()));
        for (Method method : requests()) {
            for (int i = 0; i < EACH; i++) {
                JsonNode params = instances.params(
                        method, true, Draw.of(20_261_122, i, method.name().hashCode()));
                if (params != null) {
                    sink.accept(method, params);
                }
            }
        }
    }

    private static JsonNode sample(JsonNode params) {
        return Templates.fill(params, Placeholder::sample);
    }

    private static JsonNode described(Method method) {
        JsonNode params = method.params();
        return params == null ? PROTOCOL.schema().path("none") : params;
    }

    private static Schema schema(Method method) {
        return REGISTRY.getSchema(
                SchemaLocation.of(BASE + described(method).get("$ref").textValue()));
    }

    private static List<Method> requests() {
        return PROTOCOL.methods().values().stream()
                .filter(method -> method.request() && method.sender() == Party.CLIENT)
                .sorted(Comparator.comparing(Method::name))
                .toList();
    }
}

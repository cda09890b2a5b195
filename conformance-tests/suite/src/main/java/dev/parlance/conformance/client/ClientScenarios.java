package dev.parlance.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios that the suite carries for clients: resources named in {@code index.yaml}, with steps that several share
 * in {@code fragments.yaml}.
 *
 * <pre>{@code
 * List<String> names = ClientScenarios.checks().get("CLI-13");
 * }</pre>
 */
public final class ClientScenarios {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> MEMBERS =
            Set.of("name", "title", "transports", "decision", "server", "parallel", "steps");
    /** What a client must tell for a step to make sense. */
    private static final Map<String, String> NEEDS = Map.of(
            "ends",
            "tells end",
            "running",
            "tells end",
            "overload",
            "tells end",
            "shown",
            "tells shown",
            "hidden",
            "tells shown");

    private final JsonNode fragments = resource("fragments.yaml");

    private ClientScenarios() {}

    /** Names of the scenarios that check each rule. */
    public static Map<String, List<String>> checks() {
        Map<String, List<String>> checks = new TreeMap<>();
        for (ClientScenario scenario : load()) {
            scenario.rules()
                    .forEach(rule -> checks.computeIfAbsent(rule, key -> new ArrayList<>())
                            .add(scenario.name()));
        }
        return checks;
    }

    /** Reads them all. */
    static List<ClientScenario> load() {
        ClientScenarios scenarios = new ClientScenarios();
        List<ClientScenario> all = new ArrayList<>();
        resource("index.yaml").forEach(file -> {
            for (JsonNode tree : resource("scenarios/" + file.textValue() + ".yaml")) {
                all.add(scenarios.scenario(tree));
            }
        });
        return all;
    }

    private ClientScenario scenario(JsonNode tree) {
        String name = tree.path("name").asText();
        tree.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw new IllegalStateException("scenario " + name + ": " + member + " is none of " + MEMBERS);
            }
        });
        List<Step> steps = new ArrayList<>();
        add(tree.path("steps"), name, steps);
        String decision = tree.path("decision").asText("");
        boolean parallel = tree.path("parallel").asBoolean();
        return new ClientScenario(
                name,
                tree.path("title").asText(),
                rules(steps),
                needs(steps, decision, parallel),
                tree.path("transports").asText("one"),
                decision.isEmpty() ? "decline" : decision,
                tree.path("server").asText("").equals("stubborn"),
                parallel,
                steps);
    }

    /** Puts fragments in place; what they are given is set before. */
    private void add(JsonNode list, String where, List<Step> steps) {
        int number = 0;
        for (JsonNode row : list) {
            number++;
            String here = where + " step " + number;
            if (!row.isObject() || row.size() != 1) {
                throw new IllegalStateException(here + ": a step is an object with one member, its action");
            }
            Map.Entry<String, JsonNode> member = row.properties().iterator().next();
            if (member.getKey().equals("play")) {
                play(member.getValue(), here, steps);
            } else if (!Player.ACTIONS.contains(member.getKey())) {
                throw new IllegalStateException(here + ": no action " + member.getKey() + " in " + Player.ACTIONS);
            } else {
                steps.add(new Step(member.getKey(), member.getValue(), here));
            }
        }
    }

    private void play(JsonNode arguments, String here, List<Step> steps) {
        String name = arguments.isTextual()
                ? arguments.textValue()
                : arguments.path("fragment").asText();
        JsonNode fragment = fragments.get(name);
        if (fragment == null) {
            throw new IllegalStateException(here + ": no fragment " + name);
        }
        if (arguments instanceof ObjectNode given) {
            steps.add(new Step("set", given.deepCopy().without("fragment"), here));
        }
        add(fragment, here + ", " + name, steps);
    }

    private static List<String> rules(List<Step> steps) {
        Map<String, Boolean> rules = new LinkedHashMap<>();
        steps.stream()
                .filter(step -> step.action().equals("judge"))
                .forEach(step -> rules.put(step.arguments().asText(), true));
        return List.copyOf(rules.keySet());
    }

    private static Set<String> needs(List<Step> steps, String decision, boolean parallel) {
        Set<String> needs = new LinkedHashSet<>();
        for (Step step : steps) {
            String need = NEEDS.get(step.action());
            boolean optional = step.argument("ifTold").asBoolean();
            if (need != null && !optional) {
                needs.add(need);
            }
            if (step.action().equals("ends") && step.argument("deadline").asBoolean()) {
                needs.add("deadline");
            }
        }
        if (!decision.isEmpty()) {
            needs.add("decision " + decision);
        }
        if (parallel) {
            needs.add("parallel");
        }
        return needs;
    }

    private static JsonNode resource(String name) {
        try (@Nullable InputStream in = ClientScenarios.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the suite's own " + name + " is missing");
            }
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the suite's own " + name + " cannot be read", e);
        }
    }
}

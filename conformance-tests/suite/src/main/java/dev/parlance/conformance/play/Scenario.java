package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.subject.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the suite says and does, and what it expects.
 *
 * <pre>{@code
 * for (Scenario scenario : Scenarios.all()) { System.out.println(scenario.name() + " " + scenario.rules(subject)); }
 * }</pre>
 *
 * @param name unique; the name of its file
 * @param title what it is about, one sentence
 * @param profile the profile it belongs to
 * @param transport {@code any}, one of the ways of {@link Subject#ways}, or {@code both}: it begins on stdio and changes to
 *     {@code listen}
 * @param needs what the subject must offer beside: kinds of tools, and {@code DIALECT=VALUE}
 * @param alone why it needs a process of its own though its steps do not show it; empty if it does not
 * @param model the model's script, placeholders not yet filled in
 * @param steps the steps
 */
public record Scenario(
        String name,
        String title,
        String profile,
        String transport,
        List<String> needs,
        String alone,
        JsonNode model,
        List<JsonNode> steps) {
    /** Copies the lists. */
    public Scenario {
        needs = List.copyOf(needs);
        steps = List.copyOf(steps);
    }

    /** The rules that some step is a check of; which steps are taken may depend on the subject's dialect. */
    public Set<String> rules(Subject subject) {
        return ruleSteps(subject).keySet();
    }

    /** All rules that some step is a check of, whatever the subject's dialect. */
    public Set<String> mentionedRules() {
        Set<String> rules = new TreeSet<>();
        steps.forEach(step -> mentioned(step, rules));
        return rules;
    }

    private static void mentioned(JsonNode node, Set<String> into) {
        into.addAll(new Step("", node, "").rules());
        node.path("steps").forEach(inner -> mentioned(inner, into));
        node.path("of").forEach(branch -> branch.forEach(inner -> mentioned(inner, into)));
    }

    /** Why it is not played to a subject: what that does not claim or offer; empty if it is played. */
    public String unclaimed(Subject subject) {
        if (!subject.profiles().contains(profile)) {
            return "the profile " + profile + " is not claimed";
        }
        for (String way : neededWays()) {
            boolean listens = way.equals(Subject.LISTEN) && subject.connect() != null;
            if (!subject.ways().containsKey(way) && !listens) {
                return "the subject's file has no " + way;
            }
        }
        return needs.stream()
                .filter(need -> !offers(subject, need))
                .findFirst()
                .map(need -> "it needs " + need)
                .orElse("");
    }

    private List<String> neededWays() {
        return switch (transport) {
            case "any" -> List.of();
            case "both" -> List.of(Subject.STDIO, Subject.LISTEN);
            default -> List.of(transport);
        };
    }

    /** How it reaches that subject when it begins. */
    String way(Subject subject) {
        return switch (transport) {
            case "any", "both" -> subject.stdio() != null ? Subject.STDIO : Subject.LISTEN;
            default -> transport;
        };
    }

    private static boolean offers(Subject subject, String need) {
        int equals = need.indexOf('=');
        if (equals < 0) {
            return subject.tools().containsKey(need) || subject.profiles().contains(need);
        }
        String place = "/" + need.substring(0, equals).replace('.', '/');
        return subject.dialect().at(place).asText().equals(need.substring(equals + 1));
    }

    /** How many steps are a check of each rule. */
    Map<String, Integer> ruleSteps(Subject subject) {
        Map<String, Integer> rules = new LinkedHashMap<>();
        for (Step step : steps(subject)) {
            step.rules().forEach(rule -> rules.merge(rule, 1, Integer::sum));
            if (step.repeats()) {
                // How often is known when it is played; once at least.
                for (Step inner : chosen(step.node().path("steps"), step.place(), subject.dialect())) {
                    inner.rules().forEach(rule -> rules.merge(rule, 1, Integer::sum));
                }
            }
        }
        return rules;
    }

    /** The steps that are taken with this subject. */
    List<Step> steps(Subject subject) {
        return chosen(steps, "/steps", subject.dialect());
    }

    /** The steps that a repeated step comes to once it is known what it is repeated for. */
    static List<Step> unrolled(Step step, JsonNode values, ObjectNode dialect) {
        ObjectNode known = step.node().deepCopy();
        known.set("repeat", values);
        return chosen(List.of(known), step.place(), dialect);
    }

    /** Steps with every choice made that the dialect decides, and repeated steps written out. */
    private static List<Step> chosen(Iterable<JsonNode> nodes, String place, ObjectNode dialect) {
        List<Step> out = new ArrayList<>();
        int i = 0;
        for (JsonNode node : nodes) {
            String at = place + "/" + i++;
            if (node.has("case")) {
                String value = dialect.at("/" + node.get("case").asText().replace('.', '/'))
                        .asText();
                JsonNode of = node.path("of");
                String key = of.has(value) ? value : "else";
                out.addAll(chosen(of.path(key), at + "/of/" + key, dialect));
            } else if (node.path("repeat").isTextual()) {
                out.add(new Step("repeat", node, at));
            } else if (node.has("repeat")) {
                for (JsonNode value : Repeated.values(node.get("repeat"), at)) {
                    out.add(new Step(
                            "set", Json.object().set("set", Json.object().set("i", value)), at));
                    out.addAll(chosen(node.path("steps"), at + "/steps", dialect));
                }
            } else {
                out.add(new Step(Verbs.of(node), node, at));
            }
        }
        return out;
    }
}

package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parlance.conformance.transcript.Utf8;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes steps down as a scenario, which the suite plays to any subject. */
final class ScenarioFile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final int LONG = 200;

    private final Breach breach;
    private final long seed;
    private final Map<Placeholder.Ref, String> names = new LinkedHashMap<>();

    ScenarioFile(Breach breach, long seed) {
        this.breach = breach;
        this.seed = seed;
    }

    /** One step for people to read. */
    static String line(Step step) {
        if (step instanceof Step.Raw raw) {
            return raw.method() + ": " + raw.line().shown();
        }
        JsonNode params = ((Step.Call) step).params();
        String text = params == null
                ? "(no params)"
                : Templates.fill(params, ScenarioFile::shown).toString();
        return step.method() + " " + Oracle.shortened(text);
    }

    /** The scenario; {@code answers} are those that the steps had, as far as they are known. */
    String text(List<Step> steps, List<JsonNode> answers) {
        ObjectNode file = NODES.objectNode();
        file.put("title", "Found by fuzzing with seed " + seed + ": " + breach.signature());
        file.put("profile", "core");
        ObjectNode model = file.putObject("model");
        model.putArray("replies").addArray().addObject().put("text", "Done.");
        model.put("afterEnd", "repeatLast");
        ArrayNode all = file.putArray("steps");
        all.addObject().put("start", "main");
        steps.forEach(step -> note(step, steps));
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            write(steps.get(i), i < answers.size() ? answers.get(i) : MissingNode.getInstance(), last, all);
        }
        try {
            return "# expected: " + oneLine(breach.expected()) + "\n# seen: " + oneLine(breach.seen()) + "\n"
                    + YAML.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a name to every value that a later step speaks of and that one of these steps brings about. */
    private void note(Step step, List<Step> steps) {
        if (step instanceof Step.Call call && call.params() != null) {
            Templates.fill(call.params(), placeholder -> {
                if (placeholder instanceof Placeholder.Ref ref
                        && steps.stream().anyMatch(other -> other.label().equals(ref.step()))) {
                    names.putIfAbsent(ref, "value" + (names.size() + 1));
                }
                return "";
            });
        }
    }

    private void write(Step step, JsonNode answer, boolean last, ArrayNode all) {
        if (step instanceof Step.Raw raw) {
            line(raw, all);
        } else {
            call((Step.Call) step, answer, last, all);
        }
        Set<String> taken = new LinkedHashSet<>();
        names.forEach((ref, name) -> {
            if (ref.step().equals(step.label()) && !ref.notification().isEmpty() && taken.add(ref.notification())) {
                ObjectNode expect = all.addObject().put("expect", ref.notification());
                expect.putObject("save").put(name, "/params" + ref.pointer());
            }
        });
    }

    private void line(Step.Raw raw, ArrayNode all) {
        byte[] bytes = raw.line().bytes();
        ObjectNode step = all.addObject();
        Line line = raw.line();
        String text = Utf8.decode(bytes);
        if (text == null) {
            step.putObject("line").put("base64", Base64.getEncoder().encodeToString(bytes));
        } else if (line.times() > 3) {
            ArrayNode parts = step.putArray("line");
            parts.add(escaped(line.head()));
            repeated(line.open(), line.times(), parts);
            parts.add(escaped(line.core()));
            repeated(line.close(), line.times(), parts);
            parts.add(escaped(line.tail()));
        } else {
            step.put("line", escaped(text));
        }
        step.put("note", raw.method());
        all.addObject().put("fence", "").put("rule", breach.signature().rule());
    }

    /** What holds braces cannot stand in a placeholder and is written out. */
    private static void repeated(String unit, int times, ArrayNode parts) {
        if (!unit.isEmpty()) {
            boolean plain = !unit.contains("{") && !unit.contains("}");
            parts.add(plain ? "${repeat:" + unit + ":" + times + "}" : unit.repeat(times));
        }
    }

    private void call(Step.Call call, JsonNode answer, boolean last, ArrayNode all) {
        ObjectNode step = all.addObject().put("call", call.method());
        JsonNode params = call.params();
        if (params == null) {
            step.putObject("params").put("$absent", true);
        } else {
            step.set("params", written(params));
        }
        names.forEach((ref, name) -> {
            if (ref.step().equals(call.label()) && ref.notification().isEmpty() && answer.has("result")) {
                step.withObjectProperty("save").put(name, "/result" + ref.pointer());
            }
        });
        if (last) {
            demand(step, answer);
        } else if (answer.has("error")) {
            step.putObject("error");
        }
    }

    /** What the rule wants of the last step; passive rules are judged without being asked. */
    private void demand(ObjectNode step, JsonNode answer) {
        String rule = breach.signature().rule();
        String what = breach.signature().what();
        if (what.startsWith("accepted") || what.startsWith("code ")) {
            String occasion = switch (rule) {
                case "ERR-1" -> "unknownMethod";
                case "INI-1" -> "notInitialized";
                case "CAP-2" -> "experimental";
                default -> "invalidParams";
            };
            step.put("refused", occasion).put("rule", rule);
        } else if (rule.equals("ERR-3") && answer.has("error")) {
            step.putObject("error").putObject("message").putObject("$not").put("$contains", breach.seen());
            step.put("rule", rule);
        } else if (breach.fatal()) {
            step.put("rule", rule);
        } else if (answer.has("error")) {
            step.putObject("error");
        }
    }

    private JsonNode written(JsonNode tree) {
        Placeholder placeholder = Templates.placeholder(tree);
        if (placeholder instanceof Placeholder.PathIn path) {
            return NODES.textNode("${" + path.root() + "}" + escaped(path.rest()));
        }
        if (placeholder instanceof Placeholder.Ref ref) {
            String name = names.get(ref);
            return NODES.textNode(name == null ? escaped(ref.seen()) : "${" + name + "}");
        }
        if (tree.isTextual()) {
            return NODES.textNode(text(tree.textValue()));
        }
        if (tree.isArray()) {
            ArrayNode all = NODES.arrayNode();
            tree.forEach(element -> all.add(written(element)));
            return all;
        }
        if (tree.isObject()) {
            ObjectNode all = NODES.objectNode();
            tree.properties().forEach(member -> all.set(escaped(member.getKey()), written(member.getValue())));
            return all;
        }
        return tree;
    }

    private static String text(String text) {
        boolean same = text.length() > LONG && text.chars().allMatch(c -> c == text.charAt(0));
        return same ? "${repeat:" + text.charAt(0) + ":" + text.length() + "}" : escaped(text);
    }

    private static String shown(Placeholder placeholder) {
        return placeholder instanceof Placeholder.Ref ref
                ? "<" + ref.step() + (ref.notification().isEmpty() ? "" : " " + ref.notification()) + ref.pointer()
                        + ">"
                : "${" + ((Placeholder.PathIn) placeholder).root() + "}" + ((Placeholder.PathIn) placeholder).rest();
    }

    private static String escaped(String text) {
        return text.replace("${", "$${");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{C}", "?");
    }
}

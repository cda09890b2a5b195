package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Smaller variants of a step. */
final class SmallerSteps {
    private static final int SHORT = 16;
    private static final int MANY = 24;

    private SmallerSteps() {}

    static List<Step> of(Step step) {
        List<Step> all = new ArrayList<>();
        if (step instanceof Step.Raw raw) {
            int times = raw.line().times();
            if (times > 1) {
                all.add(with(raw, times / 8));
                all.add(with(raw, times / 2));
                all.add(with(raw, times - Math.max(1, times / 16)));
            }
            return all;
        }
        Step.Call call = (Step.Call) step;
        JsonNode params = call.params();
        if (params != null) {
            for (JsonNode smaller : trees(params)) {
                all.add(new Step.Call(call.label(), call.kind(), call.method(), smaller, call.id(), call.awaitsTurn()));
            }
        }
        return all;
    }

    private static Step with(Step.Raw raw, int times) {
        return new Step.Raw(
                raw.label(), raw.kind(), raw.method(), raw.line().repeated(times), raw.id(), raw.want(), raw.rule());
    }

    /** Variants of a tree, each with one thing less. Text grows no shorter where it stands for something. */
    static List<JsonNode> trees(JsonNode tree) {
        List<JsonNode> all = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                ObjectNode less = object.deepCopy();
                less.remove(name);
                all.add(less);
            });
            object.properties()
                    .forEach(member -> trees(member.getValue()).forEach(smaller -> {
                        ObjectNode changed = object.deepCopy();
                        changed.set(member.getKey(), smaller);
                        all.add(changed);
                    }));
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                ArrayNode less = array.deepCopy();
                less.remove(i);
                all.add(less);
            }
            for (int i = 0; i < array.size(); i++) {
                for (JsonNode smaller : trees(array.get(i))) {
                    ArrayNode changed = array.deepCopy();
                    changed.set(i, smaller);
                    all.add(changed);
                }
            }
        } else if (tree.isTextual() && tree.textValue().length() > SHORT) {
            String text = tree.textValue();
            all.add(JsonNodeFactory.instance.textNode(text.substring(0, text.offsetByCodePoints(0, half(text)))));
            all.add(JsonNodeFactory.instance.textNode(text.substring(text.offsetByCodePoints(0, half(text)))));
        }
        return all.size() > MANY ? all.subList(0, MANY) : all;
    }

    private static int half(String text) {
        return text.codePointCount(0, text.length()) / 2;
    }
}

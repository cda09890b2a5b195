package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alternatives told apart by their JSON kind and, among objects, by their required members and the texts these may have. */
record ChoiceProbe(List<Alternative> alternatives) implements Probe {
    /**
     * One alternative.
     *
     * @param element what it counts as, null if its values are counted instead
     * @param type JSON Schema type of its values
     * @param required members that an object must have; for a text, nothing
     * @param texts the texts that are allowed: of members by their names, of the value itself by the empty name
     * @param value what may be marked in it
     */
    record Alternative(
            @Nullable Element element, String type, Set<String> required, Map<String, Set<String>> texts, Probe value) {
        boolean takes(JsonNode seen) {
            if (!isOfType(seen)) {
                return false;
            }
            if (!seen.isObject()) {
                return !texts.containsKey("")
                        || texts.getOrDefault("", Set.of()).contains(seen.asText());
            }
            return required.stream().allMatch(seen::has)
                    && texts.entrySet().stream()
                            .allMatch(entry -> !seen.has(entry.getKey())
                                    || entry.getValue()
                                            .contains(seen.path(entry.getKey()).asText()));
        }

        private boolean isOfType(JsonNode seen) {
            return switch (type) {
                case "string" -> seen.isTextual();
                case "integer" -> seen.isIntegralNumber();
                case "number" -> seen.isNumber();
                case "boolean" -> seen.isBoolean();
                case "array" -> seen.isArray();
                case "object" -> seen.isObject();
                default -> true;
            };
        }
    }

    @Override
    public void see(JsonNode value) {
        Alternative best = null;
        for (Alternative alternative : alternatives) {
            if (alternative.takes(value) && (best == null || stricter(alternative, best))) {
                best = alternative;
            }
        }
        if (best != null) {
            Element element = best.element();
            if (element != null) {
                element.see();
            }
            best.value().see(value);
        }
    }

    private static boolean stricter(Alternative one, Alternative other) {
        return weight(one) > weight(other);
    }

    private static int weight(Alternative alternative) {
        return alternative.required().size() + alternative.texts().size();
    }
}

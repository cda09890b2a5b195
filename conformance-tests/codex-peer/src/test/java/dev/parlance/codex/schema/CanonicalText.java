package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON values as text that is equal where the values are: members sorted, {@code 0.0} written as {@code 0}. */
final class CanonicalText {
    private CanonicalText() {}

    static String of(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(CanonicalText::of)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (value.isObject()) {
            Map<String, String> members = new TreeMap<>();
            value.properties().forEach(entry -> members.put(entry.getKey(), of(entry.getValue())));
            return members.toString();
        }
        return value.toString();
    }
}

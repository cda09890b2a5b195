package dev.parlance.codegen.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;

/** JSON with the marks that mean nothing taken away: order of members, and 3.0 for 3. */
final class SameJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SameJson() {}

    static JsonNode of(String json) {
        try {
            return of(MAPPER.readTree(json));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode of(JsonNode node) {
        if (node.isNumber()) {
            return JsonNodeFactory.instance.textNode(
                    "number " + node.decimalValue().stripTrailingZeros().toPlainString());
        } else if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> object.set(member.getKey(), of(member.getValue())));
            return object;
        } else if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(of(element)));
            return array;
        }
        return node;
    }
}

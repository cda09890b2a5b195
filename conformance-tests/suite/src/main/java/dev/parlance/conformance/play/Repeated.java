package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What stands behind {@code repeat}: a number of times, or values. */
final class Repeated {
    private static final int MOST = 10_000;

    private Repeated() {}

    /** The values that {@code i} takes one after the other. */
    static ArrayNode values(JsonNode repeat, String place) {
        if (repeat instanceof ArrayNode list) {
            return list;
        }
        if (!repeat.canConvertToInt() || repeat.asInt() < 1 || repeat.asInt() > MOST) {
            throw new ScenarioException(place + ": repeat is a list or a number from 1 to " + MOST + ", not " + repeat);
        }
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < repeat.asInt(); i++) {
            values.add(i);
        }
        return values;
    }
}

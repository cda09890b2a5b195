package dev.parlance.codegen.beans;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON to compare: no order of members, numbers by value. */
final class Json {
    private Json() {}

    /** As it is. */
    static Object of(JsonNode node) {
        return of(node, false);
    }

    /** As a bean keeps it: a member that is null is one that is absent. */
    static Object withoutNulls(JsonNode node) {
        return of(node, true);
    }

    private static Object of(JsonNode node, boolean dropNulls) {
        if (node.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            node.properties().forEach(member -> {
                if (!dropNulls || !member.getValue().isNull()) {
                    members.put(member.getKey(), of(member.getValue(), dropNulls));
                }
            });
            return members;
        } else if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(of(element, dropNulls)));
            return elements;
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
        return node.toString();
    }
}

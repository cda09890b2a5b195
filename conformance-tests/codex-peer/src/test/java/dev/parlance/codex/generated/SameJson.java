package dev.parlance.codex.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Compares JSON by what it says: the order of members means nothing, and 1 and 1.0 are one number.
 *
 * @param nullsMayGo whether members that are null may be missing afterwards
 */
record SameJson(boolean nullsMayGo) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    boolean test(String before, String after) {
        try {
            return same(MAPPER.readTree(before), MAPPER.readTree(after));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + before + " or " + after, e);
        }
    }

    private boolean same(JsonNode before, JsonNode after) {
        if (before.isNumber() && after.isNumber()) {
            return before.decimalValue().compareTo(after.decimalValue()) == 0;
        } else if (before.isObject() && after.isObject()) {
            return sameMembers(before, after);
        } else if (before.isArray() && after.isArray()) {
            return sameElements(before, after);
        }
        return before.equals(after);
    }

    private boolean sameMembers(JsonNode before, JsonNode after) {
        int kept = 0;
        for (var member : before.properties()) {
            JsonNode now = after.get(member.getKey());
            if (now != null && same(member.getValue(), now)) {
                kept++;
            } else if (now != null || !nullsMayGo || !member.getValue().isNull()) {
                return false;
            }
        }
        return kept == after.size();
    }

    private boolean sameElements(JsonNode before, JsonNode after) {
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            same = same(before.get(i), after.get(i));
        }
        return same;
    }
}

package dev.parlance.conformance.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value with what is expected of it. Objects may have more members than expected, arrays not more elements. An
 * object with one member that begins with {@code $} is a condition: {@code {$regex: "^a"}}; SCENARIOS.md lists them.
 */
final class Match {
    /**
     * Where a value is not as expected.
     *
     * @param path JSON Pointer into the value
     * @param expected in words
     * @param seen in words
     */
    record Mismatch(String path, String expected, String seen) {
        @Override
        public String toString() {
            return (path.isEmpty() ? "" : "at " + path + ": ") + "expected " + expected + ", seen " + seen;
        }
    }

    private Match() {}

    static boolean fits(JsonNode expected, JsonNode seen) {
        return of(expected, seen, "") == null;
    }

    /** The first difference; null if there is none. */
    static @Nullable Mismatch of(JsonNode expected, JsonNode seen) {
        return of(expected, seen, "");
    }

    private static @Nullable Mismatch of(JsonNode expected, JsonNode seen, String path) {
        if (expected.isMissingNode()) {
            return null;
        }
        if (isCondition(expected)) {
            return condition(expected, seen, path);
        }
        if (expected.isObject() && seen.isObject()) {
            for (Map.Entry<String, JsonNode> member : expected.properties()) {
                String at = path + "/" + member.getKey();
                Mismatch inner = of(member.getValue(), seen.path(member.getKey()), at);
                if (inner != null) {
                    return inner;
                }
            }
            return null;
        }
        if (expected.isArray() && seen.isArray() && expected.size() == seen.size()) {
            return elements(expected, seen, path);
        }
        return same(expected, seen) ? null : differs(path, Json.brief(expected), seen);
    }

    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.isIntegralNumber() == b.isIntegralNumber()
                    && a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        return a.equals(b);
    }

    private static @Nullable Mismatch elements(JsonNode expected, JsonNode seen, String path) {
        for (int i = 0; i < expected.size(); i++) {
            Mismatch inner = of(expected.get(i), seen.get(i), path + "/" + i);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    private static boolean isCondition(JsonNode expected) {
        return expected.isObject()
                && expected.size() == 1
                && expected.fieldNames().next().startsWith("$");
    }

    private static @Nullable Mismatch condition(JsonNode expected, JsonNode seen, String path) {
        String name = expected.fieldNames().next();
        JsonNode of = expected.get(name);
        boolean kept = switch (name) {
            case "$any" -> !seen.isMissingNode() == of.asBoolean(true);
            case "$absent" -> seen.isMissingNode() == of.asBoolean(true);
            case "$none" -> (seen.isMissingNode() || seen.isNull()) == of.asBoolean(true);
            case "$exact" -> same(of, seen);
            case "$regex" ->
                seen.isTextual()
                        && Pattern.compile(of.asText(), Pattern.DOTALL)
                                .matcher(seen.textValue())
                                .find();
            case "$contains" -> (seen.isTextual() ? seen.textValue() : seen.toString()).contains(of.asText());
            case "$oneOf" -> any(of, seen);
            case "$not" -> of(of, seen, path) != null;
            case "$all" -> seen.isArray() && all(of, seen);
            case "$has" -> seen.isArray() && hasEach(of, seen);
            case "$size" ->
                seen.isContainerNode()
                        && of(of, com.fasterxml.jackson.databind.node.IntNode.valueOf(seen.size()), path) == null;
            case "$length" ->
                seen.isTextual()
                        && of(
                                        of,
                                        com.fasterxml.jackson.databind.node.IntNode.valueOf(
                                                seen.textValue().length()),
                                        path)
                                == null;
            case "$gte" -> seen.isNumber() && seen.decimalValue().compareTo(of.decimalValue()) >= 0;
            case "$lte" -> seen.isNumber() && seen.decimalValue().compareTo(of.decimalValue()) <= 0;
            case "$type" -> type(seen).equals(of.asText());
            default -> throw new ScenarioException("no condition " + name);
        };
        return kept ? null : differs(path, Json.brief(expected), seen);
    }

    private static boolean any(JsonNode choices, JsonNode seen) {
        for (JsonNode choice : choices) {
            if (fits(choice, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean all(JsonNode expected, JsonNode seen) {
        for (JsonNode element : seen) {
            if (!fits(expected, element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasEach(JsonNode wanted, JsonNode seen) {
        for (JsonNode one : wanted) {
            boolean found = false;
            for (JsonNode element : seen) {
                found |= fits(one, element);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static String type(JsonNode seen) {
        return switch (seen.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    private static Mismatch differs(String path, String expected, JsonNode seen) {
        return new Mismatch(path, expected, Json.brief(seen));
    }
}

package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An object of a script while it is read: typed members, with every fault noted at its place. */
final class JsonObject {
    private final JsonNode node;
    private final String pointer;
    private final List<ScriptException.Problem> problems;

    JsonObject(JsonNode node, String pointer, List<ScriptException.Problem> problems) {
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
    }

    boolean has(String name) {
        return node.has(name);
    }

    JsonNode get(String name) {
        return node.path(name);
    }

    String pointerTo(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    void allow(Set<String> names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problem(pointerTo(name), "unknown member; known here: " + String.join(", ", new TreeSet<>(names)));
            }
        });
    }

    void problem(String at, String reason) {
        problems.add(new ScriptException.Problem(at, reason));
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            problem(pointerTo(name), value.isMissingNode() ? "is required: a text" : "must be a text");
            return "";
        }
        return value.textValue();
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    /** A whole number from {@code least} to {@code most}, or {@code absent} when the member is not there. */
    long number(String name, long absent, long least, long most) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return absent;
        }
        boolean inRange = value.canConvertToLong()
                && value.isIntegralNumber()
                && value.longValue() >= least
                && value.longValue() <= most;
        if (!inRange) {
            problem(pointerTo(name), "must be a whole number from " + least + " to " + most);
            return least;
        }
        return value.longValue();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem(pointerTo(name), "must be true or false");
        }
        return value.asBoolean(false);
    }

    /** One of the constants, written in lower camel case. */
    <E extends Enum<E>> E constant(String name, Class<E> type, E absent) {
        if (!has(name)) {
            return absent;
        }
        String given = text(name);
        Set<String> known = new TreeSet<>();
        for (E constant : type.getEnumConstants()) {
            String word = camel(constant.name());
            if (word.equals(given)) {
                return constant;
            }
            known.add(word);
        }
        problem(pointerTo(name), "must be one of " + String.join(", ", known));
        return absent;
    }

    private static String camel(String constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            word.append(word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return word.toString();
    }
}

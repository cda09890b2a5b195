package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is demanded of a place: a value, or one of the words {@code matches}, {@code in}, {@code present},
 * {@code declared} (a method of the protocol), {@code remembered}.
 */
@FunctionalInterface
interface Condition {
    boolean holds(Passing passing, String place);

    /** Reads it. */
    static Condition of(JsonNode wanted) {
        if (wanted.has("matches")) {
            Pattern pattern = Pattern.compile(wanted.get("matches").asText(), Pattern.DOTALL);
            return (passing, place) -> {
                JsonNode value = passing.at(place);
                return value != null
                        && pattern.matcher(value.isTextual() ? value.textValue() : value.toString())
                                .matches();
            };
        }
        if (wanted.has("in")) {
            Set<String> texts = new TreeSet<>();
            wanted.get("in").forEach(text -> texts.add(text.asText()));
            return (passing, place) -> {
                JsonNode value = passing.at(place);
                return value != null && texts.contains(value.asText());
            };
        }
        if (wanted.has("present")) {
            return (passing, place) ->
                    (passing.at(place) != null) == wanted.get("present").asBoolean();
        }
        if (wanted.has("declared")) {
            return (passing, place) -> {
                JsonNode name = passing.at(place);
                return name != null
                        && Edits.declared(name.asText())
                                == wanted.get("declared").asBoolean();
            };
        }
        if (wanted.has("remembered")) {
            String name = wanted.get("remembered").asText();
            return (passing, place) -> {
                JsonNode known = passing.shared().remembered(name);
                return known != null && known.equals(passing.at(place));
            };
        }
        return (passing, place) -> same(wanted, passing.at(place));
    }

    private static boolean same(JsonNode wanted, @Nullable JsonNode value) {
        if (value == null) {
            return false;
        }
        return (wanted.isNumber() && value.isNumber())
                ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
                : wanted.equals(value);
    }
}

package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Protocol;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Actions that change the JSON of the line. */
final class Edits {
    /** The words whose action changes the line. */
    static final Map<String, Function<JsonNode, Edit>> WORDS = new TreeMap<>();

    private static final Map<String, String> METHODS = new HashMap<>();

    static {
        for (Method method : Protocol.load().methods().values()) {
            METHODS.put(method.name().toLowerCase(Locale.ROOT), method.name());
        }
        WORDS.put("set", Edits::set);
        WORDS.put("remove", places -> (json, passing) -> {
            boolean changed = false;
            for (JsonNode place : places) {
                for (Pointers.Place found : Pointers.places(json, place.asText())) {
                    changed |= found.remove();
                }
            }
            return changed;
        });
        WORDS.put("rename", Edits::rename);
        WORDS.put("substitute", Edits::substitute);
        WORDS.put("reverse", place -> change(place, Edits::reversed));
        WORDS.put(
                "repeat-last",
                place -> change(place, value -> {
                    if (value instanceof ArrayNode array && !array.isEmpty()) {
                        array.add(array.get(array.size() - 1).deepCopy());
                    }
                    return value;
                }));
        WORDS.put("keep-first", Edits::keepFirst);
        WORDS.put("as-double", place -> change(place, Edits::throughDouble));
        WORDS.put("as-text", place -> change(place, value -> TextNode.valueOf(value.asText())));
        WORDS.put("as-number", place -> change(place, Edits::number));
        WORDS.put(
                "as-fraction",
                place -> change(
                        place,
                        value ->
                                value.isNumber() ? DecimalNode.valueOf(new BigDecimal(value.asText() + ".0")) : value));
        WORDS.put("add", Edits::add);
        WORDS.put(
                "lower-case",
                place -> change(place, value -> TextNode.valueOf(value.asText().toLowerCase(Locale.ROOT))));
        WORDS.put("one-of", Edits::oneOf);
    }

    private Edits() {}

    /** Whether the protocol has a method of that name. */
    static boolean declared(String method) {
        return method.equals(METHODS.get(method.toLowerCase(Locale.ROOT)));
    }

    /** Changes the JSON and says whether anything was changed. */
    @FunctionalInterface
    interface Edit {
        boolean change(ObjectNode json, Passing passing);
    }

    static Action remember(JsonNode names) {
        return passing -> names.properties().forEach(e -> {
            JsonNode value = new Template(e.getValue()).fill(passing);
            passing.shared().remember(e.getKey(), value);
        });
    }

    /** Gives the method its declared spelling, whatever the case it was written in. */
    static void canonicalMethod(Passing passing) {
        String name = METHODS.get(passing.method().toLowerCase(Locale.ROOT));
        if (name != null && passing.json != null && !name.equals(passing.method())) {
            passing.json.put("method", name);
            passing.edited = true;
        }
    }

    /** Keeps the first answer back and exchanges its result with that of the next one. */
    static void swapResults(Passing passing) {
        Shared shared = passing.shared();
        ObjectNode json = passing.json;
        if (json == null) {
            return;
        }
        JsonNode first = shared.remembered("swapped");
        if (first == null) {
            shared.remember("swapped", json.deepCopy());
            passing.dropped = true;
            return;
        }
        ObjectNode swapped = json.deepCopy();
        swapped.set("id", first.get("id"));
        passing.before.add(new Piece(Json.bytes(swapped), true));
        ObjectNode other = first.deepCopy();
        other.set("id", json.get("id"));
        passing.after.add(new Piece(Json.bytes(other), true));
        passing.dropped = true;
    }

    /** Passes only the first message of a batch on. */
    static void firstOfBatch(Passing passing) {
        JsonNode batch = Json.any(passing.piece.bytes());
        if (batch != null && batch.isArray() && !batch.isEmpty()) {
            passing.dropped = true;
            passing.before.add(new Piece(Json.bytes(batch.get(0)), true));
        }
    }

    /** Says a delta in as many as it has code points. */
    static void oneCharacterDeltas(Passing passing) {
        JsonNode delta = passing.at("/params/delta");
        ObjectNode json = passing.json;
        if (delta != null && json != null) {
            passing.dropped = true;
            delta.textValue().codePoints().forEach(point -> {
                ObjectNode one = json.deepCopy();
                Pointers.change(one, "/params/delta", value -> TextNode.valueOf(Character.toString(point)));
                passing.before.add(new Piece(Json.bytes(one), true));
            });
        }
    }

    private static Edit set(JsonNode values) {
        return (json, passing) -> {
            values.properties().forEach(e -> {
                JsonNode value = new Template(e.getValue()).fill(passing);
                Pointers.places(json, e.getKey()).forEach(place -> place.set(value.deepCopy()));
            });
            return true;
        };
    }

    private static Edit rename(JsonNode names) {
        return (json, passing) -> {
            boolean changed = false;
            for (Map.Entry<String, JsonNode> e : names.properties()) {
                for (Pointers.Place place : Pointers.places(json, e.getKey())) {
                    JsonNode value = place.get();
                    if (value != null && place.parent() instanceof ObjectNode parent) {
                        place.remove();
                        parent.set(e.getValue().asText(), value);
                        changed = true;
                    }
                }
            }
            return changed;
        };
    }

    private static Edit substitute(JsonNode what) {
        String pattern = what.get("pattern").asText();
        Template with = new Template(what.get("with"));
        return (json, passing) -> {
            String replacement = with.text(passing);
            return Pointers.change(
                    json,
                    what.get("at").asText(),
                    value -> value.isTextual()
                            ? TextNode.valueOf(value.textValue().replaceAll(pattern, replacement))
                            : value);
        };
    }

    private static Edit keepFirst(JsonNode what) {
        return change(what.get("at"), value -> {
            if (value instanceof ArrayNode array) {
                while (array.size() > what.get("count").asInt()) {
                    array.remove(array.size() - 1);
                }
            }
            return value;
        });
    }

    private static Edit add(JsonNode what) {
        BigDecimal by = what.get("by").decimalValue();
        return change(
                what.get("at"),
                value -> value.isNumber()
                        ? JsonNodeFactory.instance.numberNode(
                                value.decimalValue().add(by).toBigInteger())
                        : value);
    }

    /** Gives a text the declared spelling that it has in another case. */
    private static Edit oneOf(JsonNode what) {
        return change(what.get("at"), value -> {
            for (JsonNode name : what.get("values")) {
                if (name.asText().equalsIgnoreCase(value.asText())) {
                    return name;
                }
            }
            return value;
        });
    }

    private static Edit change(JsonNode place, UnaryOperator<JsonNode> change) {
        return (json, passing) -> Pointers.change(json, place.asText(), change);
    }

    private static JsonNode reversed(JsonNode value) {
        ArrayNode reversed = JsonNodeFactory.instance.arrayNode();
        for (int i = value.size() - 1; i >= 0; i--) {
            reversed.add(value.get(i));
        }
        return reversed;
    }

    private static JsonNode number(JsonNode value) {
        return value.asText().matches("-?\\d{1,18}") ? JsonNodeFactory.instance.numberNode(value.asLong()) : value;
    }

    private static JsonNode throughDouble(JsonNode value) {
        return value.isIntegralNumber() ? JsonNodeFactory.instance.numberNode((long) value.doubleValue()) : value;
    }
}

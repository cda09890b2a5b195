package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Damages one place of params. Whether the schema forbids the outcome is for the judge to say. */
final class Damager {
    /** Beginning of texts that nobody declared. */
    static final String UNKNOWN = "parlance-fuzz-";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<JsonNode> WHOLES = List.of(
            MissingNode.getInstance(),
            NODES.nullNode(),
            NODES.arrayNode(),
            NODES.textNode(UNKNOWN + "text"),
            NODES.numberNode(5),
            NODES.booleanNode(true));

    private final FuzzPolicy policy;

    Damager(FuzzPolicy policy) {
        this.policy = policy;
    }

    /** Where a value stands: in what, and under which name or number. */
    private record Place(JsonNode parent, String name, int index, String member) {
        JsonNode value() {
            return parent.isObject() ? parent.get(name) : parent.get(index);
        }

        void put(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    /** A damaged copy; missing where the params are left out altogether. */
    JsonNode damaged(JsonNode params, Draw draw) {
        List<Place> places = new ArrayList<>();
        JsonNode copy = Templates.copy(params);
        collect(copy, "", places);
        if (places.isEmpty() || draw.oneIn(20)) {
            return draw.any(WHOLES);
        }
        Place place = draw.any(places);
        damage(place, draw);
        return copy;
    }

    private static void collect(JsonNode at, String member, List<Place> places) {
        at.properties().forEach(entry -> {
            places.add(new Place(at, entry.getKey(), 0, entry.getKey()));
            collect(entry.getValue(), entry.getKey(), places);
        });
        for (int i = 0; at.isArray() && i < at.size(); i++) {
            places.add(new Place(at, "", i, member));
            collect(at.get(i), member, places);
        }
    }

    private void damage(Place place, Draw draw) {
        JsonNode value = place.value();
        switch (draw.below(6)) {
            case 0 -> place.remove();
            case 1 -> place.put(NODES.nullNode());
            case 2 -> misspell(place, draw);
            case 3 -> place.put(ofAnotherKind(value, draw));
            default -> place.put(sameKind(place, value, draw));
        }
    }

    private static void misspell(Place place, Draw draw) {
        JsonNode value = place.value();
        String name = place.name();
        place.remove();
        if (place.parent() instanceof ObjectNode object) {
            String upper = name.isEmpty() ? "X" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            object.set(draw.oneIn(2) ? upper : name + "_", value);
        }
    }

    private static JsonNode ofAnotherKind(JsonNode value, Draw draw) {
        boolean text = value.isTextual() || Templates.placeholder(value) != null;
        List<JsonNode> kinds = new ArrayList<>(List.of(NODES.objectNode(), NODES.arrayNode()));
        kinds.add(text ? NODES.numberNode(7) : NODES.textNode(UNKNOWN + "text"));
        kinds.add(value.isBoolean() ? NODES.numberNode(1) : NODES.booleanNode(true));
        if (value.isContainerNode()) {
            kinds.remove(value.isObject() ? 0 : 1);
        }
        return draw.any(kinds);
    }

    private JsonNode sameKind(Place place, JsonNode value, Draw draw) {
        if (value.isNumber()) {
            return draw.any(List.of(
                    NODES.numberNode(-1),
                    NODES.numberNode(1.5),
                    NODES.numberNode(BigInteger.TWO.pow(64)),
                    NODES.numberNode(BigInteger.TWO.pow(32)),
                    NODES.numberNode(65_536)));
        }
        Placeholder placeholder = Templates.placeholder(value);
        if (placeholder instanceof Placeholder.PathIn) {
            // Relative, and nothing is called like that: without effect even where it is taken.
            return NODES.textNode(UNKNOWN + "relative");
        }
        if (value.isTextual() && !policy.guarded(place.member())) {
            String text = value.textValue();
            String upper = text.toUpperCase(Locale.ROOT);
            String mixed = text.isEmpty() ? "" : upper.charAt(0) + text.substring(1);
            return NODES.textNode(draw.any(List.of(upper, mixed, UNKNOWN + "value", "", "***")));
        }
        return ofAnotherKind(value, draw);
    }
}

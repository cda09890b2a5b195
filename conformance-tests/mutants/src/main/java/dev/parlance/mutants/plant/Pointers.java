package dev.parlance.mutants.plant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON pointers with two liberties: {@code *} stands for every element or member, {@code -1} for the last element. A
 * member may be missing: it can be set.
 */
final class Pointers {
    private Pointers() {}

    /** One member or element, there or not. */
    record Place(JsonNode parent, String name) {
        @Nullable
        JsonNode get() {
            return parent instanceof ArrayNode array ? array.get(index(array)) : parent.get(name);
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else if (parent instanceof ArrayNode array) {
                if (name.equals("-")) {
                    array.add(value);
                } else if (array.has(index(array))) {
                    array.set(index(array), value);
                }
            }
        }

        boolean remove() {
            if (parent instanceof ObjectNode object) {
                return object.remove(name) != null;
            }
            return parent instanceof ArrayNode array && array.remove(index(array)) != null;
        }

        /** No element's index, if the step is none. */
        private int index(ArrayNode array) {
            return switch (name) {
                case "-1" -> array.size() - 1;
                case "-" -> array.size();
                default -> name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
            };
        }
    }

    /** The places that a pointer leads to; the last step may lead to nothing yet. */
    static List<Place> places(JsonNode root, String pointer) {
        String[] steps = pointer.substring(1).split("/", -1);
        List<JsonNode> parents = List.of(root);
        for (int i = 0; i < steps.length - 1; i++) {
            parents = children(parents, name(steps[i]));
        }
        String last = name(steps[steps.length - 1]);
        List<Place> places = new ArrayList<>();
        for (JsonNode parent : parents) {
            if (!parent.isContainerNode()) {
                continue;
            }
            if (!last.equals("*")) {
                places.add(new Place(parent, last));
            } else if (parent instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    places.add(new Place(parent, String.valueOf(i)));
                }
            } else {
                List<String> names = new ArrayList<>();
                parent.fieldNames().forEachRemaining(names::add);
                names.forEach(each -> places.add(new Place(parent, each)));
            }
        }
        return places;
    }

    /** What is there; null if nothing is. */
    static @Nullable JsonNode get(JsonNode root, String pointer) {
        if (pointer.isEmpty()) {
            return root;
        }
        for (Place place : places(root, pointer)) {
            JsonNode value = place.get();
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Changes every value that is there, and says whether any is another now. */
    static boolean change(JsonNode root, String pointer, UnaryOperator<JsonNode> change) {
        boolean changed = false;
        for (Place place : places(root, pointer)) {
            JsonNode value = place.get();
            if (value != null) {
                JsonNode before = value.deepCopy();
                JsonNode after = change.apply(value);
                place.set(after);
                changed |= !before.equals(after);
            }
        }
        return changed;
    }

    private static List<JsonNode> children(List<JsonNode> parents, String name) {
        List<JsonNode> children = new ArrayList<>();
        for (JsonNode parent : parents) {
            if (name.equals("*")) {
                parent.forEach(children::add);
            } else if (parent.isContainerNode()) {
                JsonNode child = new Place(parent, name).get();
                if (child != null) {
                    children.add(child);
                }
            }
        }
        return children;
    }

    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}

package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of a schema while its keywords, references and alternatives are put together. */
final class ShapeDraft {
    /** An alternative of a union that stays one, with what is known of it. */
    record Alternative(JsonNode schema, ShapeDraft draft) {}

    private String definition = "";
    private final SortedSet<String> types = new TreeSet<>();
    private final SortedMap<String, String> constraints = new TreeMap<>();
    private final SortedMap<String, JsonNode> parts = new TreeMap<>();
    private final SortedSet<String> excluded = new TreeSet<>();
    final SortedSet<String> values = new TreeSet<>();
    final SortedMap<String, JsonNode> members = new TreeMap<>();
    final SortedSet<String> required = new TreeSet<>();
    final List<Alternative> alternatives = new ArrayList<>();
    boolean nullable;

    void reachedBy(String name) {
        if (definition.isEmpty()) {
            definition = name;
        }
    }

    void type(String type) {
        if (type.equals("null")) {
            nullable = true;
        } else {
            types.add(type);
        }
    }

    void value(JsonNode value) {
        if (value.isNull()) {
            nullable = true;
            return;
        }
        values.add(value.isTextual() ? value.textValue() : value.toString());
        types.add(
                value.isIntegralNumber()
                        ? "integer"
                        : value.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    /** The place of use is read before what it refers to, and has the last word. */
    void constraint(String keyword, String text) {
        constraints.putIfAbsent(keyword, text);
    }

    void part(String step, JsonNode schema) {
        parts.put(step, schema);
    }

    void exclude(String member) {
        excluded.add(member);
    }

    boolean closed() {
        return "closed".equals(constraints.get("additionalProperties"));
    }

    String kind() {
        return types.isEmpty() ? "anything" : String.join("|", types);
    }

    boolean saysOnlyNull() {
        return nullable && types.isEmpty() && saysNothingOfContent() && values.isEmpty() && alternatives.isEmpty();
    }

    /** A union or an enum and nothing beside: as an alternative of another union it can dissolve into that. */
    private boolean dissolves() {
        return saysNothingOfContent() && !(values.isEmpty() && alternatives.isEmpty());
    }

    /** Nothing but where it is used: the only alternative of a union may take its place. */
    boolean isBare() {
        return saysNothingOfContent() && types.isEmpty() && values.isEmpty();
    }

    private boolean saysNothingOfContent() {
        return members.isEmpty()
                && required.isEmpty()
                && parts.isEmpty()
                && constraints.keySet().stream().allMatch("default"::equals);
    }

    /** Takes in an alternative; unions of unions become one, and so do enums in pieces. */
    void alternative(Alternative added) {
        ShapeDraft inner = added.draft();
        nullable |= inner.nullable;
        if (!inner.dissolves()) {
            alternatives.add(added);
            return;
        }
        alternatives.addAll(inner.alternatives);
        if (!inner.values.isEmpty()) {
            values.addAll(inner.values);
            types.addAll(inner.types);
        }
    }

    Shape shape(Map<String, JsonNode> keyedAlternatives, JsonNode anything) {
        SortedMap<String, Shape.Child> children = new TreeMap<>();
        required.removeAll(excluded);
        required.forEach(name -> members.putIfAbsent(name, anything));
        members.forEach((name, schema) -> children.put("/" + name, new Shape.Child(schema, required.contains(name))));
        parts.forEach((step, schema) -> children.put(step, new Shape.Child(schema, true)));
        keyedAlternatives.forEach((key, schema) -> children.put("|" + key, new Shape.Child(schema, true)));
        SortedMap<String, String> facts = new TreeMap<>(constraints);
        facts.put("type", alternatives.isEmpty() || !types.isEmpty() ? kind() : "union");
        if (nullable) {
            facts.put("null", "allowed");
        }
        return new Shape(definition, facts, values, children);
    }
}

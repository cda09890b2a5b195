package dev.parlance.codex.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings schemas of one document into canonical form: references and single {@code allOf} followed, every spelling of
 * "may be null" made one, constants and enums (documented ones too) made a set of values, unions of unions made flat.
 * A keyword it does not know is an error, so that nothing goes uncompared in silence.
 */
final class ShapeReader {
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "title", "description", "examples");
    private static final Set<String> CONSTRAINTS = Set.of(
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems");

    private final SchemaDocument document;
    private final Set<String> followed = new TreeSet<>();
    private final AlternativeKeys keys = new AlternativeKeys(this::constant);

    ShapeReader(SchemaDocument document) {
        this.document = document;
    }

    /** The definitions that were read so far. */
    Set<String> followed() {
        return followed;
    }

    Shape read(JsonNode schema) {
        ShapeDraft draft = new ShapeDraft();
        absorb(schema, draft, Set.of());
        return draft.shape(keys.of(draft.alternatives), BooleanNode.TRUE);
    }

    /** @param trail the references that led here, by which a schema that is only itself is noticed */
    private void absorb(JsonNode schema, ShapeDraft draft, Set<String> trail) {
        if (!schema.isObject()) {
            if (!schema.equals(BooleanNode.TRUE)) {
                throw new IllegalArgumentException("not a schema that can be compared: " + schema);
            }
            return;
        }
        schema.properties().forEach(entry -> keyword(entry.getKey(), entry.getValue(), draft));
        if (schema.has("$ref")) {
            follow(schema.get("$ref").textValue(), draft, trail);
        }
        for (JsonNode whole : schema.path("allOf")) {
            absorb(whole, draft, trail);
        }
        union(schema.path("oneOf"), draft, trail);
        union(schema.path("anyOf"), draft, trail);
    }

    private void keyword(String keyword, JsonNode value, ShapeDraft draft) {
        switch (keyword) {
            case "$ref", "oneOf", "anyOf" -> {}
            case "allOf" -> requireSingle(value);
            case "type" -> {
                if (value.isTextual()) {
                    draft.type(value.textValue());
                }
                value.forEach(one -> draft.type(one.textValue()));
            }
            case "const" -> draft.value(value);
            case "enum" -> value.forEach(draft::value);
            case "required" -> value.forEach(name -> draft.required.add(name.textValue()));
            case "properties" ->
                value.properties().forEach(member -> member(member.getKey(), member.getValue(), draft));
            case "items" -> draft.part("[]", value);
            case "additionalProperties" -> additional(value, draft);
            case "default" -> {
                // Says the same as no default: what is left out reads as null.
                if (!value.isNull()) {
                    draft.constraint(keyword, CanonicalText.of(value));
                }
            }
            default -> other(keyword, value, draft);
        }
    }

    private static void other(String keyword, JsonNode value, ShapeDraft draft) {
        if (CONSTRAINTS.contains(keyword)) {
            draft.constraint(keyword, value.isTextual() ? value.textValue() : CanonicalText.of(value));
        } else if (!isAnnotation(keyword)) {
            throw new IllegalArgumentException(
                    "the keyword " + keyword + " is not compared yet; teach ShapeReader what it means: " + value);
        }
    }

    private static boolean isAnnotation(String keyword) {
        return ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
    }

    private static void requireSingle(JsonNode allOf) {
        if (allOf.size() != 1) {
            throw new IllegalArgumentException("allOf of " + allOf.size() + " schemas is not compared yet: " + allOf);
        }
    }

    private void member(String name, JsonNode schema, ShapeDraft draft) {
        if (document.counts(schema)) {
            draft.members.put(name, schema);
        } else {
            draft.exclude(name);
        }
    }

    private static void additional(JsonNode value, ShapeDraft draft) {
        boolean free = value.isObject() && value.properties().stream().allMatch(entry -> isAnnotation(entry.getKey()));
        if (value.equals(BooleanNode.FALSE)) {
            draft.constraint("additionalProperties", "closed");
        } else if (free || value.isBoolean()) {
            draft.constraint("additionalProperties", "open");
        } else {
            draft.constraint("additionalProperties", "typed");
            draft.part("{}", value);
        }
    }

    private void follow(String reference, ShapeDraft draft, Set<String> trail) {
        if (trail.contains(reference)) {
            throw new IllegalArgumentException(reference + " is defined by itself");
        }
        Set<String> longer = new LinkedHashSet<>(trail);
        longer.add(reference);
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        followed.add(name);
        draft.reachedBy(name);
        absorb(document.resolve(reference), draft, longer);
    }

    private void union(JsonNode union, ShapeDraft draft, Set<String> trail) {
        List<ShapeDraft.Alternative> alternatives = new ArrayList<>();
        for (JsonNode alternative : union) {
            ShapeDraft inner = new ShapeDraft();
            absorb(alternative, inner, trail);
            if (inner.saysOnlyNull()) {
                draft.nullable = true;
            } else if (document.counts(alternative)) {
                alternatives.add(new ShapeDraft.Alternative(alternative, inner));
            }
        }
        if (alternatives.size() == 1 && draft.isBare()) {
            absorb(alternatives.get(0).schema(), draft, trail);
        } else {
            alternatives.forEach(draft::alternative);
        }
    }

    /** Looks no deeper than the value itself, so that it ends on recursive schemas too. */
    private Optional<String> constant(JsonNode schema) {
        JsonNode at = schema;
        for (int hops = 0; hops < 16; hops++) {
            if (at.has("$ref")) {
                at = document.resolve(at.get("$ref").textValue());
            } else if (at.path("allOf").size() == 1) {
                at = at.get("allOf").get(0);
            } else if (at.path("oneOf").size() == 1) {
                at = at.get("oneOf").get(0);
            } else {
                JsonNode only = at.path("enum").size() == 1 ? at.get("enum").get(0) : at.path("const");
                return only.isTextual() ? Optional.of(only.textValue()) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}

package dev.parlance.codegen.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.codegen.model.Hierarchy;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Valid JSON of a protocol's types, at random but the same for the same seed: for round trips and for talking to a peer.
 * Everything the model allows comes up: absent members, explicit nulls, values an open type does not list, extreme
 * numbers, members in any order.
 *
 * <pre>{@code
 * JsonNode turn = new RandomInstances(protocol, 42).next(new TypeName("v2", "Turn"));
 * }</pre>
 *
 * Not safe for use by several threads.
 */
public final class RandomInstances {
    /** Below this, values get as small as they can. */
    private static final int DEEP = 5;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Protocol protocol;
    private final Hierarchy hierarchy;
    private final Random random;
    private final RandomScalars scalars;
    private final Map<TypeName, Integer> heights;

    /** Instances of that protocol's types; the seed decides all of them. */
    public RandomInstances(Protocol protocol, long seed) {
        this.protocol = protocol;
        this.hierarchy = new Hierarchy(protocol);
        this.random = new Random(seed);
        this.scalars = new RandomScalars(random);
        this.heights = new Heights(protocol).all();
    }

    /**
     * Another value of the type.
     *
     * @throws IllegalArgumentException if there is no such type, or if it has no finite value
     */
    public JsonNode next(TypeName type) {
        protocol.definition(type);
        if (heights.get(type) == null) {
            throw new IllegalArgumentException("every value of " + type + " would be infinitely deep");
        }
        return value(type, 0);
    }

    private JsonNode value(TypeName name, int depth) {
        Shape shape = protocol.definition(name).shape();
        if (shape instanceof Shape.Struct struct) {
            return struct(name, struct, depth);
        } else if (shape instanceof Shape.Alias alias) {
            return value(alias.target(), depth + 1);
        } else if (shape instanceof Shape.Enumeration enumeration) {
            return text(enumeration.values(), enumeration.open());
        } else if (shape instanceof Shape.TaggedUnion union) {
            return tagged(union, depth);
        } else if (shape instanceof Shape.KeyedUnion union) {
            return keyed(union, depth);
        }
        return kind((Shape.KindUnion) shape, depth);
    }

    private JsonNode value(TypeRef ref, int depth) {
        if (ref instanceof TypeRef.Named named) {
            return value(named.name(), depth);
        } else if (ref instanceof TypeRef.ListOf list) {
            ArrayNode array = JSON.arrayNode();
            for (int i = count(depth); i > 0; i--) {
                array.add(value(list.element(), depth + 1));
            }
            return array;
        } else if (ref instanceof TypeRef.MapOf map) {
            ObjectNode object = JSON.objectNode();
            for (int i = count(depth); i > 0; i--) {
                object.set(scalars.text(), value(map.value(), depth + 1));
            }
            return object;
        } else if (ref instanceof TypeRef.OrNull orNull) {
            return depth > DEEP || random.nextInt(4) == 0 ? JSON.nullNode() : value(orNull.type(), depth);
        }
        return scalars.of((TypeRef.Scalar) ref, depth > DEEP);
    }

    private JsonNode struct(TypeName name, Shape.Struct struct, int depth) {
        Map<String, JsonNode> members = new TreeMap<>();
        hierarchy.tags(name).forEach((tag, values) -> members.put(tag, JSON.textNode(values.first())));
        List<String> choice = struct.choices().isEmpty()
                ? List.of()
                : struct.choices().get(random.nextInt(struct.choices().size()));
        for (Property property : struct.properties()) {
            boolean chosen = choice.contains(property.name());
            boolean excluded = !chosen && struct.choices().stream().anyMatch(c -> c.contains(property.name()));
            boolean wanted = chosen || property.required() || (depth <= DEEP && random.nextBoolean());
            if (wanted && !excluded && !members.containsKey(property.name())) {
                members.put(property.name(), member(property, chosen, depth));
            }
        }
        TypeRef rest = struct.rest();
        if (rest != null && depth <= DEEP) {
            for (int i = random.nextInt(3); i > 0; i--) {
                members.putIfAbsent("rest-" + random.nextInt(1_000), value(rest, depth + 1));
            }
        }
        List<String> order = new ArrayList<>(members.keySet());
        Collections.shuffle(order, random);
        ObjectNode object = JSON.objectNode();
        order.forEach(member -> object.set(member, members.get(member)));
        return object;
    }

    private JsonNode member(Property property, boolean chosen, int depth) {
        boolean mayBeNull = property.nullness() != Nullness.NEVER && !chosen;
        return mayBeNull && (depth > DEEP || random.nextInt(3) == 0)
                ? JSON.nullNode()
                : value(property.type(), depth + 1);
    }

    private JsonNode text(List<Shape.EnumValue> values, boolean open) {
        return values.isEmpty() || (open && random.nextInt(8) == 0)
                ? JSON.textNode("not-listed-" + random.nextInt(100))
                : JSON.textNode(values.get(random.nextInt(values.size())).wire());
    }

    private JsonNode tagged(Shape.TaggedUnion union, int depth) {
        if (union.open() && (union.variants().isEmpty() || depth > DEEP || random.nextInt(8) == 0)) {
            return JSON.objectNode()
                    .put(union.tag(), "not-listed-" + random.nextInt(100))
                    .set("free", scalars.of(TypeRef.Scalar.ANY, depth > DEEP));
        }
        List<TypeName> types =
                union.variants().stream().map(Shape.Variant::type).toList();
        TypeName type = types.get(pick(types.stream().map(heights::get).toList(), depth));
        JsonNode value = value(type, depth + 1);
        if (value instanceof ObjectNode object) {
            union.variants().stream()
                    .filter(variant -> variant.type().equals(type))
                    .findFirst()
                    .ifPresent(variant -> object.put(union.tag(), variant.tagValue()));
        }
        return value;
    }

    private JsonNode keyed(Shape.KeyedUnion union, int depth) {
        int forms = union.keyed().size();
        boolean texts = !union.values().isEmpty() || (union.open() && forms == 0);
        if (forms == 0 || (texts && (depth > DEEP || random.nextInt(forms + 1) == 0))) {
            return text(union.values(), union.open());
        }
        if (union.open() && random.nextInt(8) == 0) {
            return JSON.objectNode().set("notListed" + random.nextInt(100), scalars.of(TypeRef.Scalar.ANY, true));
        }
        Heights height = new Heights(heights);
        Shape.Keyed keyed = union.keyed()
                .get(pick(union.keyed().stream().map(k -> height.of(k.type())).toList(), depth));
        return JSON.objectNode().set(keyed.key(), value(keyed.type(), depth + 1));
    }

    private JsonNode kind(Shape.KindUnion union, int depth) {
        Heights height = new Heights(heights);
        List<Integer> all =
                union.alternatives().stream().map(a -> height.of(a.type())).toList();
        return value(union.alternatives().get(pick(all, depth)).type(), depth + 1);
    }

    private int count(int depth) {
        return depth > DEEP ? 0 : random.nextInt(4);
    }

    /** An index: any that leads to a finite value, and the shortest way there where it is deep already. */
    private int pick(List<Integer> candidates, int depth) {
        List<Integer> possible = new ArrayList<>();
        int least =
                candidates.stream().filter(h -> h != null).min(Integer::compare).orElse(0);
        for (int i = 0; i < candidates.size(); i++) {
            Integer height = candidates.get(i);
            if (height != null && (depth <= DEEP || height == least)) {
                possible.add(i);
            }
        }
        return possible.get(random.nextInt(possible.size()));
    }
}

package dev.parlance.codegen.sample;

import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How deep the flattest value of each type is, so that recursive types can be brought to an end. */
final class Heights {
    private final Map<TypeName, Integer> known;

    Heights(Protocol protocol) {
        this(new TreeMap<>());
        boolean grown = true;
        while (grown) {
            grown = false;
            for (TypeName name : protocol.definitions().keySet()) {
                Integer height = known.containsKey(name)
                        ? null
                        : of(protocol.definition(name).shape());
                grown |= height != null && known.put(name, height + 1) == null;
            }
        }
    }

    Heights(Map<TypeName, Integer> known) {
        this.known = known;
    }

    /** Of each type that has a finite value. */
    Map<TypeName, Integer> all() {
        return known;
    }

    /** Of one type; null where it has no finite value. */
    @Nullable
    Integer of(TypeRef ref) {
        return ref instanceof TypeRef.Named named ? known.get(named.name()) : Integer.valueOf(0);
    }

    private @Nullable Integer of(Shape shape) {
        if (shape instanceof Shape.Struct struct) {
            return struct(struct);
        } else if (shape instanceof Shape.Alias alias) {
            return of(alias.target());
        } else if (shape instanceof Shape.TaggedUnion union) {
            return union.open()
                    ? Integer.valueOf(0)
                    : least(union.variants().stream().map(v -> known.get(v.type())));
        } else if (shape instanceof Shape.KeyedUnion union) {
            return union.open() || !union.values().isEmpty()
                    ? Integer.valueOf(0)
                    : least(union.keyed().stream().map(keyed -> of(keyed.type())));
        } else if (shape instanceof Shape.KindUnion union) {
            return least(union.alternatives().stream().map(alternative -> of(alternative.type())));
        }
        return 0;
    }

    private @Nullable Integer struct(Shape.Struct struct) {
        int height = 0;
        for (Property property : struct.properties()) {
            boolean needed = struct.choices().stream().anyMatch(choice -> choice.contains(property.name()))
                    || (property.required() && property.nullness() == Property.Nullness.NEVER);
            Integer below = needed ? of(property.type()) : Integer.valueOf(0);
            if (below == null) {
                return null;
            }
            height = Math.max(height, below);
        }
        return height;
    }

    private static @Nullable Integer least(Stream<@Nullable Integer> heights) {
        return heights.filter(Objects::nonNull).min(Integer::compare).orElse(null);
    }
}

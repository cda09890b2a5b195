package dev.parlance.codegen.read.codex;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.RpcMethod.Traits;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.EnumValue;
import dev.parlance.codegen.model.Shape.Keyed;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Marks in the experimental schema what the stable one does not have: methods, definitions, members, values. The schema
 * itself does not tell; the difference does.
 */
final class ExperimentalMarks {
    private static final String SAME_VERSION = "print both schemas with the same version of the server";

    private final Protocol stable;
    private final Problems problems;

    ExperimentalMarks(Protocol stable, Problems problems) {
        this.stable = stable;
        this.problems = problems;
    }

    Protocol mark(Protocol superset) {
        missing(superset);
        Set<String> known = stable.methods().stream().map(RpcMethod::name).collect(Collectors.toSet());
        List<RpcMethod> methods = new ArrayList<>();
        for (RpcMethod method : superset.methods()) {
            methods.add(known.contains(method.name()) ? method : marked(method));
        }
        SortedMap<TypeName, Definition> definitions = new TreeMap<>();
        superset.definitions().forEach((name, definition) -> definitions.put(name, marked(definition)));
        return new Protocol(superset.title(), superset.version(), definitions, List.copyOf(methods), superset.errors());
    }

    private void missing(Protocol superset) {
        Set<String> methods = superset.methods().stream().map(RpcMethod::name).collect(Collectors.toSet());
        for (RpcMethod method : stable.methods()) {
            if (!methods.contains(method.name())) {
                missing(method.location(), "the method '" + method.name() + "'");
            }
        }
    }

    private void missing(Location at, String what) {
        problems.error(at, what + " is missing from the experimental schema", SAME_VERSION);
    }

    private static RpcMethod marked(RpcMethod method) {
        Traits traits = method.traits();
        Traits marked = new Traits(
                marked(traits.doc()), traits.scope(), traits.scopeMember(), traits.profile(), traits.errors());
        return new RpcMethod(
                method.name(), method.fromClient(), method.params(), method.result(), marked, method.location());
    }

    private Definition marked(Definition definition) {
        Definition known = stable.definitions().get(definition.name());
        Doc doc = known == null ? marked(definition.doc()) : definition.doc();
        Shape shape = known == null ? definition.shape() : marked(definition.shape(), known.shape());
        return new Definition(definition.name(), doc, shape, definition.location());
    }

    private static Shape marked(Shape shape, Shape known) {
        if (shape instanceof Shape.Struct now && known instanceof Shape.Struct before) {
            return new Shape.Struct(
                    properties(now.properties(), before.properties()), now.choices(), now.closed(), now.rest());
        }
        if (shape instanceof Shape.Enumeration now && known instanceof Shape.Enumeration before) {
            return new Shape.Enumeration(values(now.values(), before.values()), now.open());
        }
        if (shape instanceof Shape.TaggedUnion now && known instanceof Shape.TaggedUnion before) {
            List<Property> shared = properties(now.shared(), before.shared());
            return new Shape.TaggedUnion(now.tag(), now.variants(), shared, now.open());
        }
        if (shape instanceof Shape.KeyedUnion now && known instanceof Shape.KeyedUnion before) {
            List<EnumValue> values = values(now.values(), before.values());
            List<Keyed> keyed =
                    each(now.keyed(), before.keyed(), Keyed::key, k -> new Keyed(k.key(), k.type(), marked(k.doc())));
            return new Shape.KeyedUnion(values, keyed, now.open());
        }
        return shape;
    }

    private static List<Property> properties(List<Property> now, List<Property> before) {
        return each(
                now,
                before,
                Property::name,
                p -> new Property(
                        p.name(),
                        p.type(),
                        p.required(),
                        p.nullness(),
                        p.defaultValue(),
                        p.unit(),
                        marked(p.doc()),
                        p.location()));
    }

    private static List<EnumValue> values(List<EnumValue> now, List<EnumValue> before) {
        return each(now, before, EnumValue::wire, v -> new EnumValue(v.wire(), marked(v.doc())));
    }

    private static <T> List<T> each(List<T> now, List<T> before, Function<T, String> key, Function<T, T> mark) {
        Map<String, T> known = before.stream().collect(Collectors.toMap(key, v -> v, (a, b) -> a));
        return now.stream()
                .map(v -> known.containsKey(key.apply(v)) ? v : mark.apply(v))
                .toList();
    }

    private static Doc marked(@Nullable Doc doc) {
        return new Doc(doc == null ? "" : doc.text(), Stability.EXPERIMENTAL);
    }
}

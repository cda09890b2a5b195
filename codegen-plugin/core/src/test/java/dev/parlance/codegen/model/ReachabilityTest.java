package dev.parlance.codegen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.Shape.JsonKind;
import dev.parlance.codegen.model.TypeRef.Named;
import dev.parlance.codegen.model.TypeRef.Scalar;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private static final Location AT = new Location("x.json", "");

    private final SortedMap<TypeName, Definition> definitions = new TreeMap<>();

    @Test
    void followsEveryShapeFromMethodsAndErrors() {
        define("Params", new Shape.Struct(List.of(member(list("Alias"))), List.of(), false, named("Rest")));
        define("Alias", new Shape.Alias(new TypeRef.OrNull(new TypeRef.MapOf(named("Union")))));
        define(
                "Union",
                new Shape.TaggedUnion("t", List.of(variant("Variant")), List.of(member(named("Shared"))), true));
        define(
                "Variant",
                new Shape.KeyedUnion(List.of(), List.of(new Shape.Keyed("k", named("Keyed"), Doc.NONE)), false));
        define(
                "Keyed",
                new Shape.KindUnion(
                        List.of(new Shape.Alternative("a", named("Kind"), JsonKind.OBJECT, List.of())), false));
        for (String leaf : List.of("Rest", "Shared", "Kind", "Result", "Data", "Unused")) {
            define(leaf, new Shape.Alias(Scalar.STRING));
        }
        RpcMethod method = new RpcMethod(
                "a/b",
                true,
                new RpcMethod.Params(TypeName.of("Params"), false),
                TypeName.of("Result"),
                RpcMethod.Traits.NONE,
                AT);
        ErrorCode error = new ErrorCode("E", -1, "e", named("Data"), Doc.NONE, AT);
        Protocol protocol = new Protocol("", "", definitions, List.of(method), List.of(error));

        assertThat(Reachability.from(protocol).stream().map(TypeName::name))
                .containsExactly(
                        "Alias", "Data", "Keyed", "Kind", "Params", "Rest", "Result", "Shared", "Union", "Variant");
    }

    @Test
    void endsInCircles() {
        define("A", new Shape.Struct(List.of(member(list("B"))), List.of(), false, null));
        define("B", new Shape.Alias(named("A")));
        Protocol protocol = new Protocol("", "", definitions, List.of(), List.of());

        assertThat(Reachability.from(protocol, List.of(TypeName.of("B"), TypeName.of("Gone"))))
                .containsExactly(TypeName.of("A"), TypeName.of("B"));
    }

    private void define(String name, Shape shape) {
        definitions.put(TypeName.of(name), new Definition(TypeName.of(name), Doc.NONE, shape, AT));
    }

    private static Named named(String name) {
        return new Named(TypeName.of(name));
    }

    private static TypeRef list(String name) {
        return new TypeRef.ListOf(named(name));
    }

    private static Shape.Variant variant(String name) {
        return new Shape.Variant(name, TypeName.of(name));
    }

    private static Property member(TypeRef type) {
        return new Property("m", type, true, Nullness.NEVER, null, null, Doc.NONE, AT);
    }
}

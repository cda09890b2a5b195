package dev.parlance.codegen.java;

import com.palantir.javapoet.MethodSpec;
import dev.parlance.codegen.java.Components.Component;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** The members that every variant of a union has, so that one can ask the union for them. */
final class SharedMembers {
    private SharedMembers() {}

    /**
     * One of them.
     *
     * @param nullable true where one variant at least may be without
     */
    record Shared(Component component, boolean nullable) {
        String name() {
            return component.name();
        }

        // Example: @Nullable String id();
        MethodSpec declaration() {
            return method().addModifiers(Modifier.ABSTRACT)
                    .addJavadoc(
                            "$L\n",
                            Javadocs.of(component.property().doc().text(), "The member " + component.wire() + "."))
                    .build();
        }

        // Example: @Override public @Nullable String id() { return raw.get("id") instanceof String value ? value :
        // null; }
        MethodSpec ofUnknown(String raw) {
            MethodSpec.Builder method = method().addAnnotation(Override.class);
            return (component.property().type() instanceof TypeRef.Scalar scalar && readable(scalar)
                            ? method.addStatement(
                                    "return $N.get($L) instanceof $T value ? value : null",
                                    raw,
                                    Javadocs.literal(component.wire()),
                                    component.type())
                            : method.addStatement("return null"))
                    .build();
        }

        private MethodSpec.Builder method() {
            return MethodSpec.methodBuilder(name())
                    .addModifiers(Modifier.PUBLIC)
                    .returns(nullable ? JavaTypes.nullable(component.type()) : component.type());
        }

        private static boolean readable(TypeRef.Scalar scalar) {
            return scalar == TypeRef.Scalar.STRING || scalar == TypeRef.Scalar.BOOLEAN;
        }
    }

    /** Those of a union, in the order of its first variant. */
    static List<Shared> of(TypeName union, Emission emission) {
        boolean open = isOpen(union, emission);
        List<List<Component>> variants = new ArrayList<>();
        for (TypeName struct : emission.hierarchy().structs(union)) {
            variants.add(Components.of(emission.protocol().definition(struct), emission)
                    .all());
        }
        List<Shared> shared = new ArrayList<>();
        if (!variants.isEmpty()) {
            for (Component component : variants.get(0)) {
                shared(component, variants, open).ifPresent(shared::add);
            }
        }
        return shared;
    }

    /** Whether a variant may come that is not known, in the union or in one inside it. */
    private static boolean isOpen(TypeName union, Emission emission) {
        Shape shape = emission.protocol().definition(union).shape();
        if (shape instanceof Shape.TaggedUnion tagged) {
            return tagged.open() || tagged.variants().stream().anyMatch(variant -> isOpen(variant.type(), emission));
        }
        return shape instanceof Shape.KindUnion kinds && kinds.open();
    }

    private static Optional<Shared> shared(Component wanted, List<List<Component>> variants, boolean open) {
        boolean nullable = open;
        for (List<Component> components : variants) {
            Optional<Component> same = components.stream()
                    .filter(c -> c.name().equals(wanted.name()) && c.type().equals(wanted.type()))
                    .findFirst();
            if (same.isEmpty()) {
                return Optional.empty();
            }
            nullable |= same.get().nullable();
        }
        return Optional.of(new Shared(wanted, nullable));
    }
}

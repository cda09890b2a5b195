package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.java.Components.Component;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.Alternative;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The objects among the alternatives of a kind union. One alone is read as itself. Several are read into one class that
 * has the members of all, and the first alternative whose required members are there gets them.
 *
 * <pre>{@code
 * private static ResourceContent read(Wire wire) {
 *     if (wire.has("text")) { return new TextContent(wire.uri, wire.text, wire.rest("blob")); }
 *     …
 * }
 * }</pre>
 */
final class KindObjects {
    private static final String MORE = "more";

    private final Emission emission;
    private final Definition definition;
    private final Shape.KindUnion union;
    private final ClassName self;
    private final List<Alternative> objects;
    private final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, Merged> members = new LinkedHashMap<>();
    private @Nullable Alternative other;

    /** A struct among the alternatives, or among those of a union inside, and the members that tell it apart. */
    private record Leaf(dev.parlance.codegen.model.TypeName struct, Set<String> keys) {}

    /** A member of the class that all are read into. */
    private record Merged(Component component, String name) {}

    KindObjects(Emission emission, Definition definition, Shape.KindUnion union, List<Alternative> objects) {
        this.emission = emission;
        this.definition = definition;
        this.union = union;
        this.self = emission.classOf(definition.name());
        this.objects = objects;
        if (!direct()) {
            collect(union, Set.of());
            leaves.forEach(this::merge);
        }
    }

    /** Whether the alternative implements the union itself and needs no record around it. */
    boolean isVariant(Alternative alternative) {
        return alternative.kind() == Shape.JsonKind.OBJECT
                && alternative.type() instanceof TypeRef.Named named
                && emission.hierarchy().objects(union).contains(named.name());
    }

    /** What reads objects; empty where there are none. */
    Optional<MethodSpec> creator() {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        MethodSpec.Builder read = MethodSpec.methodBuilder("read")
                .addAnnotation(Annotations.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(self);
        return Optional.of(direct() ? readDirect(read, objects.get(0)) : readMerged(read));
    }

    /** The class that all members are read into; empty where it is not needed. */
    Optional<TypeSpec> wire() {
        if (objects.isEmpty() || direct()) {
            return Optional.empty();
        }
        TypeSpec.Builder wire = TypeSpec.classBuilder(WireEmitter.WIRE)
                .addJavadoc("What JSON is read into; of no use otherwise.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (Merged member : members.values()) {
            TypeName type = member.component().type();
            wire.addField(JavaTypes.nullable(type), member.name(), Modifier.PRIVATE)
                    .addMethod(WireEmitter.noting(member.component().wire(), member.name(), type, MORE, emission));
        }
        int count = 0;
        for (String tag : emission.hierarchy().tags(definition.name()).keySet()) {
            wire.addMethod(WireEmitter.ignoring(tag, count++));
        }
        return Optional.of(wire.addField(WireEmitter.more(MORE, JavaTypes.ANY_OBJECT))
                .addMethod(WireEmitter.anySetter(MORE, JavaTypes.ANY, emission))
                .build());
    }

    private boolean direct() {
        if (objects.size() != 1) {
            return false;
        }
        boolean struct = objects.get(0).type() instanceof TypeRef.Named named
                && emission.protocol().definition(named.name()).shape() instanceof Shape.Struct;
        return !(union.open() && struct);
    }

    // Example: private static Cursor read(CursorObject value) { return value; }
    private MethodSpec readDirect(MethodSpec.Builder read, Alternative alternative) {
        TypeRef type = Scalars.below(alternative.type(), emission);
        read.addParameter(emission.types().of(type), "value");
        return (isVariant(alternative)
                        ? read.addStatement("return value")
                        : read.addStatement(
                                "return new $T($L)",
                                self.nestedClass(KindUnionEmitter.wrapperName(alternative)),
                                Scalars.wrap(alternative.type(), CodeBlock.of("value"), emission)))
                .build();
    }

    private MethodSpec readMerged(MethodSpec.Builder read) {
        read.addParameter(self.nestedClass(WireEmitter.WIRE), "wire");
        boolean always = false;
        for (Leaf leaf : leaves) {
            if (always) {
                break;
            }
            always = leaf.keys().isEmpty();
            if (always) {
                read.addStatement("return $L", make(leaf));
            } else {
                read.beginControlFlow("if ($L)", condition(leaf))
                        .addStatement("return $L", make(leaf))
                        .endControlFlow();
            }
        }
        if (!always) {
            read.addStatement("$L", otherwise());
        }
        return read.build();
    }

    private CodeBlock condition(Leaf leaf) {
        return leaf.keys().stream()
                .map(key -> CodeBlock.of(
                        "$T.has($L, wire.more, $L)", emission.members(), member(key), Javadocs.literal(key)))
                .collect(CodeBlock.joining(" && "));
    }

    private String member(String key) {
        Merged merged = members.get(key);
        return merged == null ? "null" : "wire." + merged.name();
    }

    // Example: new TextContent(wire.uri, wire.text, AgentMembers.with(wire.more, "blob", wire.blob))
    private CodeBlock make(Leaf leaf) {
        Components components = emission.components(leaf.struct());
        CodeBlock.Builder arguments = CodeBlock.builder();
        Set<String> own = new LinkedHashSet<>();
        for (Component component : components.all()) {
            own.add(component.wire());
            arguments.add("$L, ", member(component.wire()));
        }
        CodeBlock.Builder others = CodeBlock.builder();
        for (Merged member : members.values()) {
            if (!own.contains(member.component().wire())) {
                others.add(", $L, wire.$N", Javadocs.literal(member.component().wire()), member.name());
            }
        }
        return CodeBlock.of(
                "new $T($L$T.with(wire.more$L))",
                emission.classOf(leaf.struct()),
                arguments.build(),
                emission.members(),
                others.build());
    }

    private CodeBlock otherwise() {
        CodeBlock.Builder all = CodeBlock.builder();
        members.values()
                .forEach(member -> all.add(
                        ", $L, wire.$N", Javadocs.literal(member.component().wire()), member.name()));
        CodeBlock rest = CodeBlock.of("$T.with(wire.more$L)", emission.members(), all.build());
        if (other != null) {
            return CodeBlock.of(
                    "return new $T($L)",
                    self.nestedClass(KindUnionEmitter.wrapperName(other)),
                    Scalars.wrap(other.type(), rest, emission));
        }
        if (union.open()) {
            return CodeBlock.of("return new $T($L)", self.nestedClass("Unknown"), rest);
        }
        List<String> keys = leaves.stream().map(leaf -> leaf.keys().toString()).toList();
        return CodeBlock.of(
                "throw new $T($L + $L.keySet())",
                IllegalArgumentException.class,
                Javadocs.literal(self.simpleName() + " needs the members of one of " + keys + " but has "),
                rest);
    }

    private void collect(Shape.KindUnion from, Set<String> outer) {
        for (Alternative alternative : from.alternatives()) {
            if (alternative.kind() == Shape.JsonKind.OBJECT) {
                Set<String> keys = new LinkedHashSet<>(outer);
                keys.addAll(alternative.requiredKeys());
                collect(alternative, keys);
            }
        }
    }

    private void collect(Alternative alternative, Set<String> keys) {
        Shape shape = alternative.type() instanceof TypeRef.Named named
                ? emission.protocol().definition(named.name()).shape()
                : new Shape.Alias(alternative.type());
        if (shape instanceof Shape.Struct struct && struct.rest() == null) {
            leaves.add(new Leaf(((TypeRef.Named) alternative.type()).name(), keys));
        } else if (shape instanceof Shape.KindUnion inner && leaves.size() < 1_000) {
            collect(inner, keys);
        } else if (Scalars.below(alternative.type(), emission) == TypeRef.Scalar.ANY_OBJECT && other == null) {
            other = alternative;
        } else {
            emission.problems()
                    .error(
                            definition.location(),
                            "the alternative " + alternative.name() + " of " + definition.name()
                                    + " cannot be told from the other objects by its required members",
                            "make all objects of the union plain objects with required members, or tag them with a member");
        }
    }

    private void merge(Leaf leaf) {
        for (Component component : emission.components(leaf.struct()).all()) {
            boolean taken = component.name().equals(MORE)
                    || members.values().stream().anyMatch(m -> m.name().equals(component.name()));
            Merged merged = new Merged(component, taken ? component.name() + members.size() : component.name());
            Merged earlier = members.putIfAbsent(component.wire(), merged);
            if (earlier != null && !earlier.component().type().equals(component.type())) {
                emission.problems()
                        .error(
                                component.property().location(),
                                "the member " + component.wire()
                                        + " has another type here than in another alternative of "
                                        + definition.name() + ": " + component.type() + " and "
                                        + earlier.component().type(),
                                "give the alternatives a member with one fixed value each that tells them apart, or the member"
                                        + " one type in all of them");
            }
        }
    }
}

package dev.parlance.codegen.beans;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.beans.BeanMembers.Member;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Shape.Alternative;
import dev.parlance.codegen.model.Shape.JsonKind;
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
 * The objects among the alternatives of a kind union. One alone is read as itself. Several are read into a class that has
 * the members of all, and the first alternative whose required members are there gets them.
 *
 * <pre>{@code
 * if (members.get("text") != null) {
 *     TextContent bean = new TextContent();
 *     bean.setText((String) members.remove("text"));
 *     members.forEach(bean::setAdditionalProperty);
 *     return bean;
 * }
 * }</pre>
 */
final class KindObjects {
    /** Unions inside unions multiply; no sane one has more. */
    private static final int MOST = 1_000;

    private final BeanEmission emission;
    private final Definition definition;
    private final Shape.KindUnion union;
    private final ClassName self;
    private final List<Alternative> objects;
    private final List<Leaf> leaves = new ArrayList<>();
    private final Map<String, TypeName> members = new LinkedHashMap<>();
    private @Nullable Alternative other;

    /** A struct among the alternatives, or among those of a union inside, and the members that tell it apart. */
    private record Leaf(dev.parlance.codegen.model.TypeName struct, Set<String> keys) {}

    KindObjects(BeanEmission emission, Definition definition) {
        this.emission = emission;
        this.definition = definition;
        this.union = (Shape.KindUnion) definition.shape();
        this.self = emission.classOf(definition.name());
        this.objects = union.alternatives().stream()
                .filter(alternative -> alternative.kind() == JsonKind.OBJECT)
                .toList();
        if (!direct()) {
            collect(union, Set.of());
            leaves.forEach(this::merge);
        }
    }

    /** Whether the alternative implements the union itself and needs no class around it. */
    boolean isVariant(Alternative alternative) {
        return alternative.kind() == JsonKind.OBJECT
                && alternative.type() instanceof TypeRef.Named named
                && emission.hierarchy().objects(union).contains(named.name());
    }

    /** What reads objects; empty where there are none. */
    Optional<MethodSpec> creator() {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        MethodSpec.Builder read = MethodSpec.methodBuilder("read")
                .addAnnotation(Jackson.CREATOR)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(self);
        return Optional.of(direct() ? readDirect(read, objects.get(0)) : readMerged(read));
    }

    /** The class that all members are read into; empty where it is not needed. */
    Optional<TypeSpec> wire() {
        if (objects.isEmpty() || direct()) {
            return Optional.empty();
        }
        return Optional.of(WireClass.of(members, Modifier.PUBLIC));
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
        read.addParameter(emission.types().of(alternative.type()), "value");
        return (isVariant(alternative)
                        ? read.addStatement("return value")
                        : read.addStatement("return new $T(value)", KindInterface.wrapperClass(self, alternative)))
                .build();
    }

    private MethodSpec readMerged(MethodSpec.Builder read) {
        read.addParameter(self.nestedClass(WireClass.NAME), "wire");
        if (members.values().stream().anyMatch(Jackson::isUnchecked)) {
            read.addAnnotation(Jackson.UNCHECKED);
        }
        read.addStatement("$T members = wire.members", BeanTypes.ANY_OBJECT);
        for (Leaf leaf : leaves) {
            CodeBlock condition = condition(leaf);
            if (condition.isEmpty()) {
                return make(read, leaf).build();
            }
            make(read.beginControlFlow("if ($L)", condition), leaf).endControlFlow();
        }
        return read.addStatement("$L", otherwise()).build();
    }

    /** Empty where every object fits. */
    private CodeBlock condition(Leaf leaf) {
        BeanMembers declared = emission.members(leaf.struct());
        List<CodeBlock> conditions = new ArrayList<>();
        for (String key : leaf.keys()) {
            boolean nullable =
                    declared.all().stream().anyMatch(member -> member.wire().equals(key) && member.nullable());
            conditions.add(
                    nullable
                            ? CodeBlock.of("members.containsKey($L)", JavaStyle.literal(key))
                            : CodeBlock.of("members.get($L) != null", JavaStyle.literal(key)));
        }
        if (struct(leaf).closed() && struct(leaf).rest() == null) {
            Set<String> names = new LinkedHashSet<>(declared.tags().keySet());
            declared.all().forEach(member -> names.add(member.wire()));
            conditions.add(CodeBlock.of(
                    "$T.<$T>of($L).containsAll(members.keySet())", List.class, String.class, Jackson.literals(names)));
        }
        return conditions.stream().collect(CodeBlock.joining(" && "));
    }

    private MethodSpec.Builder make(MethodSpec.Builder code, Leaf leaf) {
        ClassName bean = emission.classOf(leaf.struct());
        BeanMembers declared = emission.members(leaf.struct());
        code.addStatement("$1T bean = new $1T()", bean);
        for (Member member : declared.all()) {
            CodeBlock value = CodeBlock.of("members.remove($L)", JavaStyle.literal(member.wire()));
            code.addStatement("bean.$N($L)", member.setter(), Jackson.cast(member.type(), value));
        }
        declared.tags().keySet().forEach(tag -> code.addStatement("members.remove($L)", JavaStyle.literal(tag)));
        if (!struct(leaf).closed()) {
            code.addStatement("members.forEach(bean::setAdditionalProperty)");
        }
        return code.addStatement("return bean");
    }

    private Shape.Struct struct(Leaf leaf) {
        return (Shape.Struct) emission.protocol().definition(leaf.struct()).shape();
    }

    private CodeBlock otherwise() {
        if (other != null) {
            return CodeBlock.of("return new $T(members)", KindInterface.wrapperClass(self, other));
        }
        if (union.open()) {
            return CodeBlock.of("return new $T(members)", self.nestedClass("Unknown"));
        }
        List<String> keys = leaves.stream().map(leaf -> leaf.keys().toString()).toList();
        return CodeBlock.of(
                "throw new $T($L + members.keySet())",
                IllegalArgumentException.class,
                JavaStyle.literal(self.simpleName() + " needs the members of one of " + keys + " but has "));
    }

    private void collect(Shape.KindUnion from, Set<String> outer) {
        for (Alternative alternative : from.alternatives()) {
            if (alternative.kind() == JsonKind.OBJECT) {
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
        if (shape instanceof Shape.Struct struct && isPlain(struct)) {
            leaves.add(new Leaf(((TypeRef.Named) alternative.type()).name(), keys));
        } else if (shape instanceof Shape.KindUnion inner && leaves.size() < MOST) {
            collect(inner, keys);
        } else if (emission.types().below(alternative.type()) == TypeRef.Scalar.ANY_OBJECT && other == null) {
            other = alternative;
        } else {
            emission.problems()
                    .error(
                            definition.location(),
                            "the alternative " + alternative.name() + " of " + definition.name()
                                    + " cannot be told from the other objects by its required members",
                            "make all objects of the union plain objects with required members, or tag them with a"
                                    + " member");
        }
    }

    /** Members of a type of their own cannot be read before it is known that they are such. */
    private boolean isPlain(Shape.Struct struct) {
        TypeRef rest = struct.rest();
        return rest == null || emission.types().of(rest).equals(ClassName.OBJECT);
    }

    private void merge(Leaf leaf) {
        for (Member member : emission.members(leaf.struct()).all()) {
            TypeName earlier = members.putIfAbsent(member.wire(), member.type());
            if (earlier != null && !earlier.equals(member.type())) {
                emission.problems()
                        .error(
                                member.property().location(),
                                "the member " + member.wire() + " has another type here than in another alternative of "
                                        + definition.name() + ": " + member.type() + " and " + earlier,
                                "give the alternatives a member with one fixed value each that tells them apart, or the"
                                        + " member one type in all of them");
            }
        }
    }
}

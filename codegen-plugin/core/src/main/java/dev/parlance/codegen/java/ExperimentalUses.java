package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Doc;
import dev.parlance.codegen.model.Property;
import dev.parlance.codegen.model.Property.Nullness;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * What is experimental in the params of client methods, and the code that looks for it in a given params object. Plain
 * accessors: a server asks this of every call of a client that did not opt in.
 *
 * <pre>{@code
 * private static @Nullable String experimentalUse(String method, ThreadStartParams params) {
 *     if (params.approvalPolicy() instanceof AskForApproval.Granular) {
 *         return "askForApproval.granular";
 *     }
 *     if (params.dynamicTools() != null) {
 *         return method + ".dynamicTools";
 *     }
 *     return null;
 * }
 * }</pre>
 */
final class ExperimentalUses {
    private static final String NAME = "experimentalUse";
    private static final ClassName STABILITY = ClassName.get(MethodNames.RPC, "Stability");

    private final Emission emission;

    ExperimentalUses(Emission emission) {
        this.emission = emission;
    }

    /**
     * One thing that needs the opt-in.
     *
     * @param listed how the method table lists it: {@code dynamicTools}, {@code approvalPolicy=granular}
     * @param used makes the condition that the record in the variable {@code params} uses it
     * @param named what it is called in a refusal
     */
    private record Use(String listed, Supplier<CodeBlock> used, CodeBlock named) {}

    /** What the table lists for a method, sorted. */
    List<String> listed(RpcMethod method) {
        return uses(method).stream().map(Use::listed).toList();
    }

    /**
     * Adds the public question, and a private method for each type of params that has something to look for; the params
     * must be records.
     */
    void addTo(TypeSpec.Builder type) {
        Map<TypeName, List<Use>> byParams = new TreeMap<>(Comparator.comparing(TypeName::toString));
        for (RpcMethod method : emission.protocol().methods()) {
            List<Use> uses = uses(method);
            if (method.params() != null && !uses.isEmpty()) {
                byParams.put(emission.classOf(method.params().type()), uses);
            }
        }
        type.addMethod(question(byParams));
        byParams.forEach((params, uses) -> type.addMethod(search(params, uses)));
    }

    private MethodSpec question(Map<TypeName, List<Use>> byParams) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(NAME)
                .addJavadoc(
                        "What of a client's call is experimental: the method itself, a member of its params, or a value"
                                + " of one, say\n{@code thread/start.dynamicTools} or {@code askForApproval.granular}. Null where"
                                + " the call uses nothing experimental. With\nseveral, the first of {@link"
                                + " $T#experimentalMembers()}. Values inside of members are not looked at further.\n"
                                + "\n@param params what was sent with it; null for none\n",
                        MethodNames.METHOD)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(MethodsEmitter.ANY_METHOD, "method")
                .addParameter(JavaTypes.ANY, "params")
                .returns(JavaTypes.nullable(ClassName.get(String.class)))
                .beginControlFlow("if (method.stability() == $T.EXPERIMENTAL)", STABILITY)
                .addStatement("return method.name()")
                .endControlFlow();
        byParams.keySet()
                .forEach(params -> method.beginControlFlow("if (params instanceof $T value)", params)
                        .addStatement("return $N(method.name(), value)", NAME)
                        .endControlFlow());
        return method.addStatement("return null").build();
    }

    private static MethodSpec search(TypeName params, List<Use> uses) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(NAME)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(String.class, "method")
                .addParameter(params, "params")
                .returns(JavaTypes.nullable(ClassName.get(String.class)));
        uses.forEach(use -> method.beginControlFlow("if ($L)", use.used().get())
                .addStatement("return $L", use.named())
                .endControlFlow());
        return method.addStatement("return null").build();
    }

    private List<Use> uses(RpcMethod method) {
        if (!method.fromClient() || method.params() == null) {
            return List.of();
        }
        Definition params = emission.protocol().definition(method.params().type());
        if (!(params.shape() instanceof Shape.Struct struct)) {
            return List.of();
        }
        List<Use> uses = new ArrayList<>();
        for (Property property : struct.properties()) {
            CodeBlock access = CodeBlock.of("params.$N()", Identifiers.member(property.name()));
            if (!experimental(property.doc())) {
                uses.addAll(values(property.name(), property.type(), access, null));
            } else if (!property.required() || property.nullness() != Nullness.NEVER) {
                // What cannot be left out needs no mark of its own: without it the method cannot be called at all.
                uses.add(new Use(
                        property.name(),
                        () -> used(property, access, params),
                        CodeBlock.of("method + $L", Javadocs.literal("." + property.name()))));
            }
        }
        uses.sort(Comparator.comparing(Use::listed));
        return uses;
    }

    private CodeBlock used(Property property, CodeBlock access, Definition params) {
        if (property.type() == TypeRef.Scalar.BOOLEAN && property.nullness() == Nullness.NEVER) {
            // A flag that is off asks for nothing; what may be null says something whenever it is not.
            return CodeBlock.of("$T.TRUE.equals($L)", Boolean.class, access);
        }
        CodeBlock used = CodeBlock.of("$L != null", access);
        return property.nullness() == Nullness.CLEARS
                ? CodeBlock.of(
                        "$L || params.$N().containsKey($L)",
                        used,
                        emission.components(params.name()).more(),
                        Javadocs.literal(property.name()))
                : used;
    }

    /** The experimental values of a member's type, through aliases; {@code guard} holds where {@code access} may be read. */
    private List<Use> values(String member, TypeRef type, CodeBlock access, @Nullable CodeBlock guard) {
        if (type instanceof TypeRef.OrNull orNull) {
            return values(member, orNull.type(), access, guard);
        }
        if (!(type instanceof TypeRef.Named named)) {
            return List.of();
        }
        Definition definition = emission.protocol().definition(named.name());
        if (definition.shape() instanceof Shape.Alias alias) {
            CodeBlock notNull = and(guard, CodeBlock.of("$L != null", access));
            return values(member, alias.target(), CodeBlock.of("$L.value()", access), notNull);
        }
        List<Use> uses = new ArrayList<>();
        conditions(definition, access).forEach((wire, condition) -> {
            String refused = Identifiers.member(definition.name().name()) + "." + wire;
            uses.add(new Use(member + "=" + wire, () -> and(guard, condition), Javadocs.literal(refused)));
        });
        return uses;
    }

    private static CodeBlock and(@Nullable CodeBlock guard, CodeBlock condition) {
        return guard == null ? condition : CodeBlock.of("$L && $L", guard, condition);
    }

    /** For each experimental form of a type, by its text on the wire: the condition that a value has it. */
    private Map<String, CodeBlock> conditions(Definition definition, CodeBlock access) {
        ClassName type = emission.classOf(definition.name());
        Map<String, CodeBlock> conditions = new TreeMap<>();
        if (definition.shape() instanceof Shape.Enumeration enumeration) {
            texts(enumeration.values(), type, access, conditions);
        } else if (definition.shape() instanceof Shape.KeyedUnion union) {
            texts(union.values(), type.nestedClass(KeyedUnionEmitter.VALUE), access, conditions);
            union.keyed().stream()
                    .filter(keyed -> experimental(keyed.doc()))
                    .forEach(keyed -> conditions.put(
                            keyed.key(), instance(access, type.nestedClass(KeyedUnionEmitter.name(keyed, type)))));
        } else if (definition.shape() instanceof Shape.TaggedUnion union) {
            union.variants().stream()
                    .filter(variant -> experimental(
                            emission.protocol().definition(variant.type()).doc()))
                    .forEach(variant ->
                            conditions.put(variant.tagValue(), instance(access, emission.classOf(variant.type()))));
        }
        return conditions;
    }

    private static void texts(
            List<Shape.EnumValue> values, ClassName type, CodeBlock access, Map<String, CodeBlock> conditions) {
        values.stream()
                .filter(value -> experimental(value.doc()))
                .forEach(value -> conditions.put(
                        value.wire(),
                        CodeBlock.of("$T.$N.equals($L)", type, Identifiers.constant(value.wire()), access)));
    }

    private static CodeBlock instance(CodeBlock access, ClassName type) {
        return CodeBlock.of("$L instanceof $T", access, type);
    }

    private static boolean experimental(Doc doc) {
        return doc.stability() == Stability.EXPERIMENTAL;
    }
}

package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Stability;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The method table.
 *
 * <pre>{@code
 * public static final Method<ThreadReadParams, ThreadReadResponse> THREAD_READ =
 *         Method.request(Direction.CLIENT_TO_SERVER, "thread/read", ThreadReadParams.class, ThreadReadResponse.class)
 *                 .ordered("thread", "threadId").profile("core");
 * }</pre>
 */
final class MethodsEmitter {
    /** About 45 bytes of code initialise a constant, and an initialiser ends at 65,535. */
    private static final int MOST = 1_200;

    private static final ClassName DIRECTION = ClassName.get(MethodNames.RPC, "Direction");
    private static final ClassName STABILITY = ClassName.get(MethodNames.RPC, "Stability");
    static final TypeName ANY_METHOD = ParameterizedTypeName.get(
            MethodNames.METHOD, WildcardTypeName.subtypeOf(Object.class), WildcardTypeName.subtypeOf(Object.class));
    private static final TypeName ALL = ParameterizedTypeName.get(ClassName.get(List.class), ANY_METHOD);

    private final Emission emission;
    private final MethodNames names;
    private final ExperimentalUses experimental;

    MethodsEmitter(Emission emission, MethodNames names) {
        this.emission = emission;
        this.names = names;
        this.experimental = new ExperimentalUses(emission);
    }

    TypeSpec.Builder emit() {
        List<RpcMethod> methods = emission.protocol().methods();
        if (methods.size() > MOST) {
            emission.problems()
                    .error(
                            methods.get(MOST).location(),
                            "the protocol has " + methods.size() + " methods, a Java table at most " + MOST,
                            "exclude some, or split the protocol");
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(emission.names().own("Methods"))
                .addJavadoc("The methods of the protocol, sorted by name.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        methods.forEach(method -> type.addField(constant(method)));
        return type.addField(all(methods)).addMethod(allMethod()).addMethod(find());
    }

    private FieldSpec constant(RpcMethod method) {
        TypeName params = names.params(method);
        TypeName boxed = params == null ? ClassName.get(Void.class) : params;
        RpcMethod.Traits traits = method.traits();
        return FieldSpec.builder(
                        ParameterizedTypeName.get(MethodNames.METHOD, boxed, names.result(method)),
                        MethodNames.constant(method),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc("$L\n", Javadocs.of(traits.doc().text(), "The method " + method.name() + "."))
                .addAnnotations(Annotations.marks(traits.doc(), emission))
                .initializer(initializer(method, boxed))
                .build();
    }

    private CodeBlock initializer(RpcMethod method, TypeName params) {
        RpcMethod.Traits traits = method.traits();
        String direction = method.fromClient() ? "CLIENT_TO_SERVER" : "SERVER_TO_CLIENT";
        CodeBlock.Builder code = CodeBlock.builder();
        code.add(
                "$T.$L($T.$L, $L, $T.class",
                MethodNames.METHOD,
                method.isRequest() ? "request" : "notification",
                DIRECTION,
                direction,
                Javadocs.literal(method.name()),
                params);
        code.add(method.isRequest() ? CodeBlock.of(", $T.class)", names.result(method)) : CodeBlock.of(")"));
        if (MethodNames.optionalParams(method)) {
            code.add("\n.optionalParams()");
        }
        if (traits.scope() != null) {
            String member = traits.scopeMember();
            code.add(
                    "\n.ordered($L, $L)",
                    Javadocs.literal(traits.scope()),
                    member == null ? CodeBlock.of("null") : Javadocs.literal(member));
        }
        if (traits.doc().stability() != Stability.STABLE) {
            code.add("\n.stability($T.$L)", STABILITY, traits.doc().stability());
        }
        List<String> needOptIn = experimental.listed(method);
        if (!needOptIn.isEmpty()) {
            code.add("\n.experimental($L)", Annotations.literals(needOptIn));
        }
        if (traits.profile() != null) {
            code.add("\n.profile($L)", Javadocs.literal(traits.profile()));
        }
        return code.build();
    }

    private static FieldSpec all(List<RpcMethod> methods) {
        CodeBlock constants = methods.stream()
                .map(method -> CodeBlock.of("\n$N", MethodNames.constant(method)))
                .collect(CodeBlock.joining(","));
        return FieldSpec.builder(ALL, "all", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.of($L)", List.class, constants)
                .build();
    }

    private static MethodSpec allMethod() {
        return MethodSpec.methodBuilder("all")
                .addJavadoc("All of them, sorted by name.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(ALL)
                .addStatement("return all")
                .build();
    }

    // Example: public static @Nullable Method<?, ?> find(String name) { … }
    private static MethodSpec find() {
        return MethodSpec.methodBuilder("find")
                .addJavadoc("The method of that name on the wire; null where the protocol has none.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(String.class, "name")
                .returns(JavaTypes.nullable(ANY_METHOD))
                .beginControlFlow("for ($T method : all)", ANY_METHOD)
                .beginControlFlow("if (method.name().equals(name))")
                .addStatement("return method")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return null")
                .build();
    }
}

package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.parlance.codegen.model.RpcMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.lang.model.element.Modifier;

/** The Java methods that stand for methods of the protocol, on both interfaces and their proxies. */
final class Calls {
    private static final ClassName FUTURE = ClassName.get(CompletableFuture.class);

    private final Emission emission;
    private final MethodNames names;

    Calls(Emission emission, MethodNames names) {
        this.emission = emission;
        this.names = names;
    }

    /** The methods of an interface: each refuses or ignores until it is implemented; optional params have an overload. */
    List<MethodSpec> declarations(RpcMethod method, String name, ClassName refusing) {
        List<MethodSpec> out = new ArrayList<>();
        MethodSpec.Builder declaration = documented(method, name).addModifiers(Modifier.DEFAULT);
        if (method.isRequest()) {
            declaration.addStatement("return $T.refuse($L)", refusing, constant(method));
        }
        out.add(declaration.build());
        if (MethodNames.optionalParams(method)) {
            out.add(MethodSpec.methodBuilder(name)
                    .addJavadoc("The same without params.\n")
                    .addAnnotations(Annotations.marks(method.traits().doc(), emission))
                    .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                    .returns(returned(method))
                    .addStatement(method.isRequest() ? "return $N(null)" : "$N(null)", name)
                    .build());
        }
        return out;
    }

    // Example: @Override public CompletableFuture<R> read(P params) { return caller.request(AgentMethods.THREAD_READ,
    // params); }
    MethodSpec proxy(RpcMethod method, String name) {
        MethodSpec.Builder proxy = signature(method, name).addAnnotation(Override.class);
        CodeBlock params = method.params() == null ? CodeBlock.of("null") : CodeBlock.of("params");
        return (method.isRequest()
                        ? proxy.addStatement("return caller.request($L, $L)", constant(method), params)
                        : proxy.addStatement("caller.notify($L, $L)", constant(method), params))
                .build();
    }

    // Example: handlers.onRequest(AgentMethods.THREAD_READ, thread::read);
    CodeBlock handler(RpcMethod method, String name, String target) {
        String on = method.isRequest() ? "onRequest" : "onNotification";
        return method.params() == null
                ? CodeBlock.of("handlers.$L($L, params -> $N.$N());\n", on, constant(method), target, name)
                : CodeBlock.of("handlers.$L($L, params -> $N.$N(params));\n", on, constant(method), target, name);
    }

    private CodeBlock constant(RpcMethod method) {
        return CodeBlock.of("$T.$N", emission.names().own("Methods"), MethodNames.constant(method));
    }

    private MethodSpec.Builder documented(RpcMethod method, String name) {
        MethodSpec.Builder out = signature(method, name)
                .addJavadoc("$L\n", Javadocs.of(method.traits().doc().text(), "The method " + method.name() + "."))
                .addAnnotations(Annotations.marks(method.traits().doc(), emission));
        if (!method.traits().errors().isEmpty()) {
            out.addJavadoc(
                    "\n<p>May be refused with $L.\n",
                    Javadocs.code(String.join(", ", method.traits().errors())));
        }
        return out;
    }

    private MethodSpec.Builder signature(RpcMethod method, String name) {
        MethodSpec.Builder out =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(returned(method));
        TypeName params = names.params(method);
        if (params != null) {
            out.addParameter(MethodNames.optionalParams(method) ? JavaTypes.nullable(params) : params, "params");
        }
        return out;
    }

    private TypeName returned(RpcMethod method) {
        return method.isRequest() ? ParameterizedTypeName.get(FUTURE, names.result(method)) : TypeName.VOID;
    }

    // Example: private static <R> CompletableFuture<R> refuse(Method<?, R> method) { … }
    static MethodSpec refuse() {
        TypeVariableName result = TypeVariableName.get("R");
        return MethodSpec.methodBuilder("refuse")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addTypeVariable(result)
                .addParameter(
                        ParameterizedTypeName.get(MethodNames.METHOD, WildcardTypeName.subtypeOf(Object.class), result),
                        "method")
                .returns(ParameterizedTypeName.get(FUTURE, result))
                .addStatement(
                        "return $T.failedFuture(new $T(-32601, $S + method.name()))",
                        FUTURE,
                        MethodNames.RPC_EXCEPTION,
                        "method not found: ")
                .build();
    }
}

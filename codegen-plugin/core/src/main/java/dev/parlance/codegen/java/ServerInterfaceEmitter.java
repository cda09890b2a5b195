package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.RpcMethod;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * What a server does, grouped by resource.
 *
 * <pre>{@code
 * public interface AgentServer {
 *     default CompletableFuture<InitializeResponse> initialize(InitializeParams params) { … }
 *     default ThreadRequests thread() { … }
 *     interface ThreadRequests { default CompletableFuture<ThreadStartResponse> start(ThreadStartParams params) { … } }
 * }
 * }</pre>
 */
final class ServerInterfaceEmitter {
    private final Emission emission;
    private final MethodNames names;
    private final Calls calls;
    private final ClassName self;

    ServerInterfaceEmitter(Emission emission, MethodNames names) {
        this.emission = emission;
        this.names = names;
        this.calls = new Calls(emission, names);
        this.self = emission.names().own("Server");
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        What a server does: one method for each that a client sends. Implement those you serve, the
                        others refuse; a client gets one that sends from {@link $T#server}.
                        """, emission.names().own("Binding"));
        names.groups().forEach((group, methods) -> {
            if (group.isEmpty()) {
                methods.forEach(
                        method -> type.addMethods(calls.declarations(method, MethodNames.grouped(method), self)));
            } else {
                type.addMethod(accessor(group)).addType(group(group, methods));
            }
        });
        return type.addMethod(Calls.refuse());
    }

    // Example: default ThreadRequests thread() { return new ThreadRequests() {}; }
    private MethodSpec accessor(String group) {
        return MethodSpec.methodBuilder(MethodNames.accessor(group))
                .addJavadoc("The methods whose names begin with $L.\n", Javadocs.code(group + "/"))
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .returns(names.groupType(group))
                .addStatement("return new $T() {}", names.groupType(group))
                .build();
    }

    private TypeSpec group(String group, List<RpcMethod> methods) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(names.groupType(group).simpleName())
                .addJavadoc("The methods whose names begin with $L.\n", Javadocs.code(group + "/"))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC);
        methods.forEach(method -> type.addMethods(calls.declarations(method, MethodNames.grouped(method), self)));
        return type.build();
    }
}

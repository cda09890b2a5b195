package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.RpcMethod;
import javax.lang.model.element.Modifier;

/**
 * What a client does: answers the server's requests and takes its notifications.
 *
 * <pre>{@code
 * public interface AgentClient {
 *     default void turnCompleted(TurnCompletedNotification params) {}
 *     default void unknownNotification(String method, @Nullable Object params) {}
 * }
 * }</pre>
 */
final class ClientInterfaceEmitter {
    private final Emission emission;
    private final MethodNames names;
    private final ClassName self;

    ClientInterfaceEmitter(Emission emission, MethodNames names) {
        this.emission = emission;
        this.names = names;
        this.self = emission.names().own("Client");
    }

    TypeSpec.Builder emit() {
        Calls calls = new Calls(emission, names);
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc("""
                        What a client does: one method for each that a server sends. Requests refuse and notifications
                        are ignored until implemented; a server gets one that sends from {@link $T#client}.
                        """, emission.names().own("Binding"));
        names.ofClient().forEach(method -> type.addMethods(calls.declarations(method, MethodNames.flat(method), self)));
        type.addMethod(MethodSpec.methodBuilder("unknownNotification")
                .addJavadoc("""
                        A notification this version does not know.

                        @param params the JSON value as maps, lists and scalars; null where absent
                        """)
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addParameter(String.class, "method")
                .addParameter(JavaTypes.ANY, "params")
                .build());
        if (names.ofClient().stream().anyMatch(RpcMethod::isRequest)) {
            type.addMethod(Calls.refuse());
        }
        return type;
    }
}

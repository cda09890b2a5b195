package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.parlance.codegen.model.RpcMethod;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * What stands between the two interfaces and the wire, written out.
 *
 * <pre>{@code
 * AgentServer server = AgentBinding.server(peer);
 * Handlers handlers = AgentBinding.handlers(client);
 * }</pre>
 */
final class BindingEmitter {
    /** Handlers filled in one method; a lambda each, so that no method grows past the limit of 65,535 bytes. */
    private static final int CHUNK = 100;

    private final MethodNames names;
    private final Calls calls;
    private final ClassName self;
    private final ClassName server;
    private final ClassName client;

    BindingEmitter(Emission emission, MethodNames names) {
        this.names = names;
        this.calls = new Calls(emission, names);
        this.self = emission.names().own("Binding");
        this.server = emission.names().own("Server");
        this.client = emission.names().own("Client");
    }

    TypeSpec.Builder emit() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc("Ties {@link $T} and {@link $T} to a connection.\n", server, client)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(proxyMethod("server", server, "ServerProxy"))
                .addMethod(proxyMethod("client", client, "ClientProxy"));
        addServerHandlers(type);
        addClientHandlers(type);
        type.addType(serverProxy());
        type.addType(clientProxy());
        names.groups().forEach((group, methods) -> {
            if (!group.isEmpty()) {
                type.addType(groupProxy(group, methods));
            }
        });
        return type;
    }

    // Example: public static AgentServer server(Caller caller) { return new ServerProxy(caller); }
    private MethodSpec proxyMethod(String name, ClassName returned, String proxy) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("The other end as a $L: its methods send, the default ones included.\n", name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(MethodNames.CALLER, "caller")
                .returns(returned)
                .addStatement("return new $T(caller)", self.nestedClass(proxy))
                .build();
    }

    private void addServerHandlers(TypeSpec.Builder type) {
        MethodSpec.Builder all = handlers(server, "server");
        List<MethodSpec> parts = new ArrayList<>();
        names.groups().forEach((group, methods) -> {
            String target = group.isEmpty() ? "server" : "requests";
            ClassName targetType = group.isEmpty() ? server : names.groupType(group);
            CodeBlock source =
                    group.isEmpty() ? CodeBlock.of("server") : CodeBlock.of("server.$N()", MethodNames.accessor(group));
            for (int from = 0; from < methods.size(); from += CHUNK) {
                List<RpcMethod> chunk = methods.subList(from, Math.min(from + CHUNK, methods.size()));
                String name = "add" + (group.isEmpty() ? "Direct" : Identifiers.type(group) + "Requests")
                        + (from == 0 ? "" : String.valueOf(from / CHUNK));
                all.addStatement("$N(handlers, $L)", name, source);
                parts.add(part(name, targetType, target, chunk, false));
            }
        });
        type.addMethod(all.addStatement("return handlers.build()").build()).addMethods(parts);
    }

    private void addClientHandlers(TypeSpec.Builder type) {
        MethodSpec.Builder all = handlers(client, "client");
        List<MethodSpec> parts = new ArrayList<>();
        List<RpcMethod> methods = names.ofClient();
        for (int from = 0; from < methods.size(); from += CHUNK) {
            List<RpcMethod> chunk = methods.subList(from, Math.min(from + CHUNK, methods.size()));
            String name = "addClient" + (from == 0 ? "" : String.valueOf(from / CHUNK));
            all.addStatement("$N(handlers, client)", name);
            parts.add(part(name, client, "client", chunk, true));
        }
        all.addStatement("handlers.otherwise((method, params) -> client.unknownNotification(method, params))");
        type.addMethod(all.addStatement("return handlers.build()").build()).addMethods(parts);
    }

    private static MethodSpec.Builder handlers(ClassName of, String name) {
        return MethodSpec.methodBuilder("handlers")
                .addJavadoc("Gives what comes in to a $L.\n", name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addParameter(of, name)
                .returns(MethodNames.HANDLERS)
                .addStatement("$1T.Builder handlers = $1T.builder()", MethodNames.HANDLERS);
    }

    private MethodSpec part(String name, ClassName type, String target, List<RpcMethod> methods, boolean flat) {
        MethodSpec.Builder part = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(MethodNames.HANDLERS.nestedClass("Builder"), "handlers")
                .addParameter(type, target);
        methods.forEach(method -> part.addCode(
                calls.handler(method, flat ? MethodNames.flat(method) : MethodNames.grouped(method), target)));
        return part.build();
    }

    private TypeSpec serverProxy() {
        TypeSpec.Builder type = proxy("ServerProxy", server);
        names.groups().forEach((group, methods) -> {
            if (group.isEmpty()) {
                methods.forEach(method -> type.addMethod(calls.proxy(method, MethodNames.grouped(method))));
            } else {
                type.addMethod(MethodSpec.methodBuilder(MethodNames.accessor(group))
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(names.groupType(group))
                        .addStatement("return new $T(caller)", proxyType(group))
                        .build());
            }
        });
        return type.build();
    }

    private TypeSpec clientProxy() {
        TypeSpec.Builder type = proxy("ClientProxy", client);
        names.ofClient().forEach(method -> type.addMethod(calls.proxy(method, MethodNames.flat(method))));
        return type.build();
    }

    private TypeSpec groupProxy(String group, List<RpcMethod> methods) {
        TypeSpec.Builder type = proxy(proxyType(group).simpleName(), names.groupType(group));
        methods.forEach(method -> type.addMethod(calls.proxy(method, MethodNames.grouped(method))));
        return type.build();
    }

    private ClassName proxyType(String group) {
        return self.nestedClass(Identifiers.type(group) + "RequestsProxy");
    }

    // Example: private static final class ServerProxy implements AgentServer { private final Caller caller; … }
    private static TypeSpec.Builder proxy(String name, ClassName implemented) {
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(implemented)
                .addField(MethodNames.CALLER, "caller", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(MethodNames.CALLER, "caller")
                        .addStatement("this.caller = caller")
                        .build());
    }
}

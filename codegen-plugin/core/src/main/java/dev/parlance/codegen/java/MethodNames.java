package dev.parlance.codegen.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.RpcMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Java names of methods: {@code thread/name/set} is the constant {@code THREAD_NAME_SET}, on the server
 * {@code thread().nameSet(…)}, on a client {@code threadNameSet(…)}.
 */
final class MethodNames {
    static final String RPC = "dev.parlance.rpc";
    static final ClassName METHOD = ClassName.get(RPC, "Method");
    static final ClassName RPC_EXCEPTION = ClassName.get(RPC, "RpcException");
    static final ClassName CALLER = ClassName.get(RPC, "Caller");
    static final ClassName HANDLERS = ClassName.get(RPC, "Handlers");

    private final Emission emission;

    /** Client methods by the part before the first slash; those without one under the empty text. */
    private final SortedMap<String, List<RpcMethod>> groups = new TreeMap<>();

    private final List<RpcMethod> ofClient = new ArrayList<>();

    MethodNames(Emission emission) {
        this.emission = emission;
        for (RpcMethod method : emission.protocol().methods()) {
            if (method.fromClient()) {
                groups.computeIfAbsent(groupOf(method), key -> new ArrayList<>())
                        .add(method);
            } else {
                ofClient.add(method);
            }
        }
        check();
    }

    SortedMap<String, List<RpcMethod>> groups() {
        return groups;
    }

    /** What a client is sent: the server's requests and notifications. */
    List<RpcMethod> ofClient() {
        return ofClient;
    }

    static String constant(RpcMethod method) {
        return Identifiers.constant(method.name());
    }

    /** Name on the client's interface. */
    static String flat(RpcMethod method) {
        return Identifiers.member(method.name());
    }

    /** Name on the server's interface, within the group. */
    static String grouped(RpcMethod method) {
        return Identifiers.member(method.name().substring(method.name().indexOf('/') + 1));
    }

    /** Name of the accessor of a group. */
    static String accessor(String group) {
        return Identifiers.member(group);
    }

    /** The nested interface of a group. */
    ClassName groupType(String group) {
        return emission.names().own("Server").nestedClass(Identifiers.type(group) + "Requests");
    }

    @Nullable
    TypeName params(RpcMethod method) {
        RpcMethod.Params params = method.params();
        return params == null ? null : emission.classOf(params.type());
    }

    static boolean optionalParams(RpcMethod method) {
        RpcMethod.Params params = method.params();
        return params != null && params.optional();
    }

    TypeName result(RpcMethod method) {
        return method.result() == null ? ClassName.get(Void.class) : emission.classOf(method.result());
    }

    private static String groupOf(RpcMethod method) {
        int slash = method.name().indexOf('/');
        return slash <= 0 || slash == method.name().length() - 1
                ? ""
                : method.name().substring(0, slash);
    }

    private void check() {
        Map<String, RpcMethod> constants = new HashMap<>();
        emission.protocol().methods().forEach(method -> claim(constants, constant(method), method));
        Map<String, RpcMethod> client = new HashMap<>();
        ofClient.forEach(method -> claim(client, flat(method), method));
        if (client.containsKey("unknownNotification")) {
            clash(client.get("unknownNotification").location(), "unknownNotification", "a method of every client");
        }
        Map<String, RpcMethod> direct = new HashMap<>();
        groups.forEach((group, methods) -> {
            Map<String, RpcMethod> names = group.isEmpty() ? direct : new HashMap<>();
            methods.forEach(method -> claim(names, grouped(method), method));
        });
        Map<String, RpcMethod> types = new HashMap<>();
        groups.forEach((group, methods) -> {
            if (!group.isEmpty()) {
                RpcMethod same = direct.get(accessor(group));
                if (same == null || same.params() == null || optionalParams(same)) {
                    claim(direct, accessor(group), methods.get(0));
                }
                claim(types, Identifiers.type(group).toLowerCase(Locale.ROOT), methods.get(0));
            }
        });
    }

    private void claim(Map<String, RpcMethod> names, String name, RpcMethod method) {
        RpcMethod other = names.putIfAbsent(name, method);
        if (other != null) {
            clash(method.location(), method.name(), other.name() + " at " + other.location());
        }
    }

    private void clash(Location location, String name, String other) {
        emission.problems()
                .error(
                        location,
                        "the method " + name + " gets the same Java name as " + other,
                        "rename one of them in the schema, or exclude it");
    }
}

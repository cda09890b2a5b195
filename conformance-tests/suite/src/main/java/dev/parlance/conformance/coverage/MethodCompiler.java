package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes probes of the method table. */
final class MethodCompiler {
    private final Map<String, Method> methods;
    private final Catalog catalog;
    private final Schemas schemas;
    private final ProbeCompiler byServer;
    private final ProbeCompiler byClient;

    MethodCompiler(Protocol protocol, Catalog catalog) {
        this.methods = new TreeMap<>(protocol.methods());
        this.catalog = catalog;
        this.schemas = new Schemas(protocol.schema());
        this.byServer = new ProbeCompiler(schemas, Party.SERVER, catalog);
        this.byClient = new ProbeCompiler(schemas, Party.CLIENT, catalog);
    }

    /** Probes of the methods of these profiles by name; a type belongs to the first profile that uses it. */
    Map<String, MethodProbe> compile(List<String> profiles) {
        Map<String, MethodProbe> probes = new HashMap<>();
        for (String profile : profiles) {
            catalog.enter(profile);
            for (Method method : methods.values()) {
                if (method.profile().equals(profile)) {
                    probes.put(method.name(), probe(method));
                }
            }
        }
        return probes;
    }

    private MethodProbe probe(Method method) {
        boolean server = method.sender() == Party.SERVER;
        Element element = catalog.element(group(method), method.name() + mark(method));
        Probe params = probe(server ? byServer : byClient, method.params(), method.name());
        Probe result = probe(server ? byClient : byServer, method.result(), method.name());
        return new MethodProbe(method, element, params, result, required(method.result()));
    }

    private static Probe probe(ProbeCompiler compiler, @Nullable JsonNode schema, String owner) {
        return schema == null ? Probe.NOTHING : compiler.compile(schema, owner);
    }

    private Set<String> required(@Nullable JsonNode result) {
        return result == null ? Set.of() : Schemas.texts(schemas.resolve(result).path("required"));
    }

    private static CoverageGroup group(Method method) {
        if (method.sender() == Party.CLIENT) {
            return CoverageGroup.METHODS;
        }
        return method.request() ? CoverageGroup.SERVER_REQUESTS : CoverageGroup.NOTIFICATIONS;
    }

    private static String mark(Method method) {
        return method.stability().equals("stable") ? "" : " (" + method.stability() + ")";
    }
}

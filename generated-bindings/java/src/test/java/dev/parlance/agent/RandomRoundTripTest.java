package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.parlance.ParlanceReader;
import dev.parlance.codegen.sample.RandomInstances;
import dev.parlance.rpc.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the schema allows, read as the generated types and written back. */
class RandomRoundTripTest {
    private static final int EACH = 40;
    private static final Protocol PROTOCOL = protocol();

    private static Protocol protocol() {
        Problems problems = new Problems();
        Sources.Document bundle = new Sources.Document("agent.schema.json", Json.schema());
        Protocol protocol = new ParlanceReader().read(new Sources(List.of(bundle), null), problems);
        problems.throwIfAny();
        return protocol;
    }

    /** What is sent and received, by the name the schema has for it. */
    private static Map<TypeName, Class<?>> types() {
        Map<String, Method<?, ?>> table = new TreeMap<>();
        AgentMethods.all().forEach(method -> table.put(method.name(), method));
        Map<TypeName, Class<?>> types = new TreeMap<>();
        for (RpcMethod method : PROTOCOL.methods()) {
            Method<?, ?> row = table.get(method.name());
            if (method.params() != null) {
                types.put(method.params().type(), row.params());
            }
            if (method.result() != null) {
                types.put(method.result(), row.result());
            }
        }
        return types;
    }

    @ParameterizedTest
    @EnumSource
    void everythingTheSchemaAllowsIsWrittenBackUnchanged(Binding binding) {
        RandomInstances instances = new RandomInstances(PROTOCOL, 20_261_122);
        List<String> misfits = new ArrayList<>();
        types().forEach((name, type) -> {
            for (int i = 0; i < EACH; i++) {
                String misfit = binding.misfit(instances.next(name).toString(), type);
                if (misfit != null) {
                    misfits.add(name + " as " + type.getSimpleName() + ": " + misfit);
                }
            }
        });

        assertThat(misfits).isEmpty();
        assertThat(types()).hasSizeGreaterThan(100);
    }
}

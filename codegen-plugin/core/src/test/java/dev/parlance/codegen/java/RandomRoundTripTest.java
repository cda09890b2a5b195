package dev.parlance.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.sample.RandomInstances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RandomRoundTripTest {
    private static final int EACH = 200;

    @ParameterizedTest
    @EnumSource
    void losesAndAddsNothing(TestMapper mapper) throws ReflectiveOperationException {
        Protocol protocol = GoldenProtocol.protocol();
        JavaNames names = new JavaNames(protocol, GoldenProtocol.OPTIONS, new Problems());
        RandomInstances instances = new RandomInstances(protocol, 20_261_122);
        for (TypeName name : protocol.definitions().keySet()) {
            Class<?> type = Class.forName(names.of(name).reflectionName());
            for (int i = 0; i < EACH; i++) {
                JsonNode json = instances.next(name);
                String back = mapper.around(json.toString(), type);
                assertThat(SameJson.of(back)).as("%s of %s", name, json).isEqualTo(SameJson.of(json));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void buildersCopyEverything(TestMapper mapper) throws ReflectiveOperationException {
        Protocol protocol = GoldenProtocol.protocol();
        RandomInstances instances = new RandomInstances(protocol, 7);
        Class<?> type = Class.forName("dev.parlance.golden.Everything");
        for (int i = 0; i < EACH; i++) {
            String json = instances.next(TypeName.of("Everything")).toString();
            Object value = mapper.read(json, type);
            Object builder = type.getMethod("toBuilder").invoke(value);
            Object copy = builder.getClass().getMethod("build").invoke(builder);
            assertThat(copy).isEqualTo(value);
        }
    }
}

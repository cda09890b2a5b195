package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.agent.protocol.AgentMethods;
import dev.parlance.rpc.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the schema gives as examples, read as the generated types and written back. */
class ExampleRoundTripTest {
    private static final JsonNode METHODS = Json.schema().path("x-methods");

    @ParameterizedTest
    @EnumSource
    void everyExampleIsWrittenBackUnchanged(Binding binding) {
        List<String> misfits = new ArrayList<>();
        int compared = 0;
        for (Method<?, ?> method : AgentMethods.all()) {
            for (JsonNode example : METHODS.path(method.name()).path("examples")) {
                String where = method.name() + " (" + example.path("title").asText() + ")";
                compared += compare(binding, where + " params", example.path("params"), method.params(), misfits);
                compared += compare(binding, where + " result", example.path("result"), method.result(), misfits);
            }
        }

        assertThat(misfits).isEmpty();
        assertThat(compared).isGreaterThan(AgentMethods.all().size());
    }

    @Test
    void theTableHoldsTheMethodsOfTheSchemaEachWithAnExample() {
        TreeSet<String> inTheTable = new TreeSet<>();
        AgentMethods.all().forEach(method -> inTheTable.add(method.name()));
        TreeSet<String> inTheSchema = new TreeSet<>();
        METHODS.fieldNames().forEachRemaining(inTheSchema::add);
        TreeSet<String> withExamples = new TreeSet<>(inTheSchema);
        withExamples.removeIf(name -> METHODS.path(name).path("examples").isEmpty());

        assertThat(inTheTable).isEqualTo(inTheSchema);
        assertThat(withExamples).isEqualTo(inTheSchema);
    }

    private static int compare(Binding binding, String where, JsonNode example, Class<?> type, List<String> misfits) {
        if (example.isMissingNode() || (type == Void.class && example.isNull())) {
            return 0;
        }
        if (type == Void.class) {
            misfits.add(where + ": the schema has an example, the table has no type");
            return 0;
        }
        String misfit = binding.misfit(example.toString(), type);
        if (misfit != null) {
            misfits.add(where + " as " + type.getSimpleName() + ": " + misfit);
        }
        return 1;
    }
}

package dev.parlance.codex.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.TypeName;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of the real schema is overlooked on its way to classes. */
class CompletenessTest {
    /** The real server had so many in 0.169.0; it does not lose methods from one release to the next. */
    private static final int REQUESTS = 119;

    @ParameterizedTest
    @EnumSource
    void theGeneratorUnderstandsAllOfTheSchema(Edition edition) {
        Problems problems = new Problems();

        edition.read(problems);

        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodIsInTheTable(Edition edition) {
        JsonNode bundle = edition.bundle();
        Map<String, Integer> printed = new TreeMap<>();
        for (String union :
                new String[] {"ClientRequest", "ServerRequest", "ServerNotification", "ClientNotification"}) {
            printed.put(union, SchemaReach.methods(bundle, union));
        }
        Map<String, Integer> read = new TreeMap<>();
        for (RpcMethod method : edition.protocol().methods()) {
            String sender = method.fromClient() ? "Client" : "Server";
            read.merge(sender + (method.isRequest() ? "Request" : "Notification"), 1, Integer::sum);
        }

        assertThat(read).isEqualTo(printed);
        assertThat(read.get("ClientRequest") + read.get("ServerRequest")).isGreaterThanOrEqualTo(REQUESTS);
    }

    @ParameterizedTest
    @EnumSource
    void everyDefinitionHasAClassOrAReasonWhyNot(Generated generated) throws IOException {
        Protocol protocol = generated.edition().protocol();
        Generated.Classes classes = generated.classesOf(protocol);
        SortedSet<String> without = SchemaReach.of(generated.edition().bundle());
        assertThat(without).isNotEmpty();
        for (TypeName name : protocol.definitions().keySet()) {
            if (classes.find(name).isPresent()) {
                without.remove(name.toString());
            }
        }

        assertThat(without).isEqualTo(ReasonedAbsences.of(generated));
    }
}

package dev.parlance.codegen.beans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.Sources.Document;
import dev.parlance.codegen.read.codex.CodexReader;
import dev.parlance.codegen.sample.RandomInstances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole of what the real server speaks. Asked for with {@code -Dparlance.codex.schema=FILE}, the file that the server
 * prints, and {@code -Dparlance.codex.experimentalSchema=FILE}, the one it prints with its experimental members.
 */
@EnabledIfSystemProperty(named = "parlance.codex.schema", matches = ".+")
class CodexBundleTest {
    private static final int INSTANCES = Integer.getInteger("parlance.codex.instances", 20);

    @Test
    void everyTypeCompilesAndRoundTripsOnBothJacksons() throws IOException {
        Protocol protocol = read();
        CompiledBeans beans = CompiledBeans.of(protocol);
        RandomInstances instances = new RandomInstances(protocol, 7);
        int checked = 0;
        for (TypeName name : protocol.definitions().keySet()) {
            if (protocol.definition(name).shape() instanceof Shape.Alias) {
                continue;
            }
            for (int i = 0; i < INSTANCES; i++) {
                JsonNode json = instances.next(name);
                assertThat(Json.withoutNulls(beans.through2(name, json)))
                        .as("%s, Jackson 2: %s", name, json)
                        .isEqualTo(Json.withoutNulls(json));
                assertThat(Json.withoutNulls(beans.through3(name, json)))
                        .as("%s, Jackson 3: %s", name, json)
                        .isEqualTo(Json.withoutNulls(json));
                checked++;
            }
        }
        System.getLogger(CodexBundleTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0} instances of {1} types",
                        checked,
                        protocol.definitions().size());
        assertThat(checked).isPositive();
    }

    private static Protocol read() throws IOException {
        Problems problems = new Problems();
        Document stable = document("parlance.codex.schema");
        Sources sources = new Sources(
                stable == null ? List.of() : List.of(stable), document("parlance.codex.experimentalSchema"));
        Protocol protocol = new CodexReader().read(sources, problems);
        assertThat(problems.all()).isEmpty();
        return protocol;
    }

    private static @Nullable Document document(String property) throws IOException {
        String file = System.getProperty(property);
        return file == null
                ? null
                : new Document(property, new ObjectMapper().readTree(Files.readAllBytes(Path.of(file))));
    }
}

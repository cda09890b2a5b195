package dev.parlance.codegen.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SchemaFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundlerTest {
    private static final Path GOOD = Path.of("src/test/resources/parlance/good");
    private static final String ID = "https://example.com/things/1.0.0/things.schema.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    @Test
    void bundleIsTheGolden() throws IOException {
        Path golden = GOOD.resolveSibling("good.bundle.json");
        String text = bundle(GOOD);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void bundlingABundleChangesNothing() throws IOException {
        String text = bundle(GOOD);
        Path bundle = Files.writeString(temp.resolve("b.json"), text);
        assertThat(bundle(bundle)).isEqualTo(text);
    }

    @Test
    void bundleIsAJsonSchema() throws IOException {
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(draft.validate(JSON.readTree(bundle(GOOD)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Thing|{\"id\":\"a\",\"state\":\"open\"}|0",
                "Thing|{\"id\":\"a\"}|1",
                "Thing|{\"id\":\"a\",\"state\":1}|3",
                "ClientRequest|{\"id\":1,\"method\":\"thing/open\",\"params\":{\"id\":\"a\"}}|0",
                "ClientNotification|{\"method\":\"ready\"}|0",
                "ServerNotification|{\"method\":\"thing/closed\",\"params\":{\"thing\":{\"id\":\"a\",\"state\":\"open\"}},\"sentAtMs\":1}|0",
                "ServerRequest|{\"id\":\"x\",\"method\":\"thing/ask\"}|0",
                "ServerRequest|{\"id\":\"x\",\"method\":\"thing/ask\",\"params\":null}|0",
            })
    void everyDefinitionValidates(String name, String json, int errors) throws IOException {
        assertThat(validate(name, json)).hasSize(errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ClientRequest|{\"id\":1,\"method\":\"thing/open\",\"params\":{}}",
                "ClientRequest|{\"id\":1,\"method\":\"thing/open\"}",
                "ClientRequest|{\"method\":\"thing/open\",\"params\":{\"id\":\"a\"}}",
                "ClientRequest|{\"id\":1,\"method\":\"thing/ask\"}",
                "ClientRequest|{\"id\":null,\"method\":\"thing/open\",\"params\":{\"id\":\"a\"}}",
                "ServerNotification|{\"method\":\"thing/closed\"}",
                "ServerNotification|{\"method\":\"thing/closed\",\"params\":{\"thing\":{\"id\":\"a\",\"state\":\"open\"}},\"sentAtMs\":\"now\"}",
                "ClientNotification|{\"method\":\"ready\",\"params\":{}}",
            })
    void unionsRefuseOtherMessages(String name, String json) throws IOException {
        assertThat(validate(name, json)).isNotEmpty();
    }

    @Test
    void writesOnlyWhatChanged() throws IOException {
        Path target = temp.resolve("a/b/things.json");
        assertThat(new BundleRun(GOOD, target).execute()).isTrue();
        assertThat(new BundleRun(GOOD, target).execute()).isFalse();
        assertThat(target).hasContent(bundle(GOOD));
        assertThat(target.getParent().toFile().list()).containsExactly("things.json");
    }

    private static List<Error> validate(String name, String json) throws IOException {
        Map<String, String> schemas = Map.of(ID, bundle(GOOD));
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, b -> b.schemas(schemas));
        return registry.getSchema(SchemaLocation.of(ID + "#/$defs/" + name)).validate(JSON.readTree(json));
    }

    private static String bundle(Path schema) throws IOException {
        Problems problems = new Problems();
        return new Bundler(problems)
                .bundle(SchemaFiles.read(schema, null, problems).parse(problems));
    }
}

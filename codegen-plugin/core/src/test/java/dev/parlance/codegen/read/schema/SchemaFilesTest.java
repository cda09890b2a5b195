package dev.parlance.codegen.read.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.SchemaReader;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.Sources.Document;
import dev.parlance.codegen.read.acp.AcpReader;
import dev.parlance.codegen.read.codex.CodexReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of files: {@code good/DIALECT/NAME.json} with the {@code .model} it makes, {@code bad/DIALECT/NAME.json} with the
 * {@code .errors} it gets. {@code NAME.experimental.json}, where there is one, is the superset. {@code schema} is no
 * dialect: all its {@code $defs} are linked as they are. {@code -Dgolden.update} writes the expectations.
 */
class SchemaFilesTest {
    private static final Path FILES = Path.of("src/test/resources/dev/parlance/codegen/read");

    static Stream<String> good() throws IOException {
        return names("good");
    }

    static Stream<String> bad() throws IOException {
        return names("bad");
    }

    private static Stream<String> names(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(FILES.resolve(folder))) {
            return all
                    .map(file -> FILES.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".json") && !file.endsWith(".experimental.json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodSchemaMakesItsModel(String name) throws IOException {
        Problems problems = new Problems();
        String model = read(name, problems);
        assertThat(problems.all()).isEmpty();
        compare(name + ".model", model);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badSchemaGetsAllItsProblems(String name) throws IOException {
        Problems problems = new Problems();
        read(name, problems);
        StringBuilder text = new StringBuilder();
        problems.all().forEach(problem -> text.append(problem).append('\n'));
        assertThat(text).isNotEmpty();
        compare(name + ".errors", text.toString());
    }

    private static void compare(String file, String actual) throws IOException {
        Path expected = FILES.resolve(file);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static String read(String name, Problems problems) throws IOException {
        String dialect = name.split("/", -1)[1];
        Document document = document(name + ".json");
        if (dialect.equals("schema")) {
            return ModelText.of(link(document, problems));
        }
        SchemaReader reader = dialect.equals("codex") ? new CodexReader() : new AcpReader();
        String experimental = name + ".experimental.json";
        Document superset = Files.exists(FILES.resolve(experimental)) ? document(experimental) : null;
        return ModelText.of(reader.read(new Sources(List.of(document), superset), problems));
    }

    private static Document document(String file) throws IOException {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return new Document(name, new ObjectMapper().readTree(Files.readAllBytes(FILES.resolve(file))));
    }

    private static Collection<Definition> link(Document document, Problems problems) {
        SortedMap<TypeName, NamedSchema> schemas = new TreeMap<>();
        Location at = document.location().at("$defs");
        for (var field : document.root().path("$defs").properties()) {
            schemas.put(TypeName.of(field.getKey()), new NamedSchema(field.getValue(), at.at(field.getKey())));
        }
        return new SchemaLinker(new SchemaDialect() {}, RefResolver.below("#/$defs/"), problems)
                .linkAll(schemas, List.of())
                .values();
    }
}

package dev.parlance.codegen.read.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.Sources.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcpReaderTest {
    private static final Path FILES = Path.of("src/test/resources/dev/parlance/codegen/read");

    private final Problems problems = new Problems();
    private final AcpReader reader = new AcpReader();

    @Test
    void recognizesMarkedTypes() throws IOException {
        assertThat(reader.recognizes(new Sources(List.of(document("good/acp/small.json")), null)))
                .isTrue();
        assertThat(reader.recognizes(new Sources(List.of(document("good/codex/stable.json")), null)))
                .isFalse();
        assertThat(reader.recognizes(new Sources(List.of(document("good/schema/tagged.json")), null)))
                .isFalse();
    }

    @Test
    void hasNoExperimentalSuperset() throws IOException {
        Document small = document("good/acp/small.json");

        reader.read(new Sources(List.of(small), small), problems);

        assertThat(problems.all())
                .containsExactly(new Problems.Problem(
                        small.location(),
                        "this dialect has no experimental superset",
                        "give only one schema, the one you want to generate from"));
    }

    @Test
    void oneDocumentHasTheMethods() throws IOException {
        Document small = document("good/acp/small.json");

        reader.read(new Sources(List.of(small, small), null), problems);
        reader.read(new Sources(List.of(), null), problems);

        assertThat(problems.all())
                .extracting(Problems.Problem::reason)
                .containsExactly("a second schema with methods", "no definition has x-method and x-side");
    }

    private static Document document(String file) throws IOException {
        return new Document(file, new ObjectMapper().readTree(Files.readAllBytes(FILES.resolve(file))));
    }
}

package dev.parlance.codegen.read.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Reachability;
import dev.parlance.codegen.model.Stability;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.Sources;
import dev.parlance.codegen.read.Sources.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodexReaderTest {
    private static final Path FILES = Path.of("src/test/resources/dev/parlance/codegen/read");

    private final Problems problems = new Problems();
    private final CodexReader reader = new CodexReader();

    @Test
    void recognizesTheBundleAmongTheFilesOfAFolder() throws IOException {
        Document other = document("bad/codex/other-schema.json");
        Document bundle = document("good/codex/stable.json");
        Document half = document("bad/codex/v2-only.json");

        assertThat(reader.recognizes(new Sources(List.of(other), null))).isFalse();
        assertThat(reader.recognizes(new Sources(List.of(document("good/acp/small.json")), null)))
                .isFalse();
        Sources folder = new Sources(List.of(half, bundle, other), null);
        assertThat(reader.recognizes(folder)).isTrue();
        assertThat(reader.read(folder, problems)).isEqualTo(reader.read(new Sources(List.of(bundle), null), problems));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void secondBundleIsAProblem() throws IOException {
        Document bundle = document("good/codex/stable.json");
        Document second = document("good/codex/marked.experimental.json");

        reader.read(new Sources(List.of(bundle, second), null), problems);

        assertThat(problems.all())
                .containsExactly(
                        new Problems.Problem(second.location(), "a second complete schema", "give one of them"));
    }

    @Test
    void sameBundleTwiceHasNothingExperimentalButWhatTheTextsSay() throws IOException {
        Document bundle = document("good/codex/stable.json");

        Protocol marked = reader.read(new Sources(List.of(bundle), bundle), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(marked).isEqualTo(reader.read(new Sources(List.of(bundle), null), problems));
    }

    @Test
    void keepsOnlyWhatAMethodLeadsTo() throws IOException {
        Protocol protocol = reader.read(new Sources(List.of(document("good/codex/stable.json")), null), problems);

        assertThat(protocol.definitions().keySet()).isEqualTo(Reachability.from(protocol));
        assertThat(protocol.definitions())
                .doesNotContainKeys(new TypeName("v2", "Leftover"), TypeName.of("JSONRPCResponse"));
    }

    @ParameterizedTest
    @CsvSource({
        "DEPRECATED APIs below, DEPRECATED",
        "Deprecated: use another., DEPRECATED",
        "@deprecated Not read., DEPRECATED",
        "Text of what is deprecated., STABLE",
        "EXPERIMENTAL - may go., EXPERIMENTAL",
        "EXPERIMENTAL. May go., EXPERIMENTAL",
        "[UNSTABLE] May go., EXPERIMENTAL",
        "Name in the experimental menu., STABLE",
        "'', STABLE"
    })
    void textsTellStability(String text, Stability expected) {
        assertThat(CodexDialect.stability(text)).isEqualTo(expected);
    }

    private static Document document(String file) throws IOException {
        return parse(FILES.resolve(file));
    }

    private static Document parse(Path file) throws IOException {
        return new Document(String.valueOf(file.getFileName()), new ObjectMapper().readTree(Files.readAllBytes(file)));
    }
}

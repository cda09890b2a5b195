package dev.parlance.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The goldens are compiled and run by other tests; {@code -Dgolden.update} writes them anew. */
final class GoldenTest {
    private static final Path GOLDEN = Path.of("src/golden/java");

    @Test
    void emitsTheGoldens() throws IOException {
        Map<String, String> emitted = emit();
        if (System.getProperty("golden.update") != null) {
            update(emitted);
        }
        assertThat(stored()).isEqualTo(emitted);
    }

    @Test
    void emitsTheSameTwice() {
        assertThat(emit()).isEqualTo(emit());
    }

    private static Map<String, String> emit() {
        Problems problems = new Problems();
        List<SourceFile> files = new RecordsEmitter().emit(GoldenProtocol.protocol(), GoldenProtocol.OPTIONS, problems);
        assertThat(problems.all()).isEmpty();
        Map<String, String> texts = new TreeMap<>();
        files.forEach(file -> texts.put(file.path(), file.text()));
        return texts;
    }

    private static Map<String, String> stored() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : goldens()) {
            texts.put(GOLDEN.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return texts;
    }

    private static List<Path> goldens() throws IOException {
        if (!Files.isDirectory(GOLDEN)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void update(Map<String, String> emitted) throws IOException {
        for (Path file : goldens()) {
            Files.delete(file);
        }
        for (Map.Entry<String, String> entry : emitted.entrySet()) {
            Path file = GOLDEN.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
    }
}

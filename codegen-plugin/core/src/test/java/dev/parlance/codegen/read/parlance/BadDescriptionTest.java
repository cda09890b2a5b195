package dev.parlance.codegen.read.parlance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.CodegenException;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SchemaFiles;
import dev.parlance.codegen.bundle.Bundler;
import dev.parlance.codegen.read.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code bad/NAME.json} takes the place of {@code thing.json} in the good description, or stands beside it where it
 * begins with {@code also-}; {@code bad/NAME.errors} has what must be said. {@code -Dgolden.update} writes those files.
 */
class BadDescriptionTest {
    private static final Path BAD = Path.of("src/test/resources/parlance/bad");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysEverythingThatIsWrong(Path file) throws IOException {
        String name = file.getFileName().toString();
        String actual = problems(file).stream().map(p -> p + "\n").collect(Collectors.joining());
        Path expected = BAD.resolve(name.replace(".json", ".errors"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isNotEmpty().isEqualTo(Files.readString(expected));
    }

    private static List<Problems.Problem> problems(Path file) throws IOException {
        Problems problems = new Problems();
        List<SchemaFiles.RawFile> files = new ArrayList<>();
        boolean beside = file.getFileName().toString().startsWith("also-");
        for (String good : beside
                ? List.of("common.json", "protocol.json", "thing.json")
                : List.of("common.json", "protocol.json")) {
            files.add(new SchemaFiles.RawFile(good, Files.readAllBytes(ParlanceReaderTest.GOOD.resolve(good))));
        }
        files.add(new SchemaFiles.RawFile(beside ? "also.json" : "thing.json", Files.readAllBytes(file)));
        Sources sources = new SchemaFiles(files, null).parse(problems);
        assertThat(problems.all()).isEmpty();
        try {
            new Bundler(problems).bundle(sources);
            return List.of();
        } catch (CodegenException e) {
            return e.problems();
        }
    }
}

package dev.parlance.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.read.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFilesTest {
    @TempDir
    Path temp;

    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2}|line 1, column 11: Duplicate field 'a'; correct the JSON there",
                "{\"a\":1} {}|line 1, column 9: Trailing token",
                "{\"a\":|line 1, column 6: Unexpected end-of-input",
                "{\"a\": nul}|line 1, column 7: Unrecognized token 'nul'",
                "[]|the file holds no JSON object; give a JSON Schema document",
                "``|the file is empty; give a JSON Schema document",
                "// no|line 1, column 1: Unexpected character ('/'",
            })
    void saysWhereJsonIsBroken(String text, String expected) throws IOException {
        Path file = Files.writeString(temp.resolve("s.json"), text);
        Sources sources = SchemaFiles.read(file, null, problems).parse(problems);
        assertThat(sources.documents()).isEmpty();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).toString()).startsWith(file + "#: " + expected);
    }

    @Test
    void boundsNesting() throws IOException {
        Path file = Files.writeString(temp.resolve("s.json"), "{\"a\":".repeat(501) + "1" + "}".repeat(501));
        SchemaFiles.read(file, null, problems).parse(problems);
        assertThat(problems.all().toString()).contains("nesting depth (501) exceeds the maximum allowed (500");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = Files.write(temp.resolve("s.json"), "{\"a\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
        SchemaFiles.read(file, null, problems).parse(problems);
        assertThat(problems.all().toString()).contains("Invalid UTF-8");
    }

    @Test
    void readsAFolderSortedByName() throws IOException {
        Files.createDirectories(temp.resolve("sub"));
        Files.writeString(temp.resolve("b.json"), "{}");
        Files.writeString(temp.resolve("a.json"), "{}");
        Files.writeString(temp.resolve("sub/c.json"), "{}");
        Files.writeString(temp.resolve("notes.txt"), "no JSON");
        Sources sources = SchemaFiles.read(temp, null, problems).parse(problems);
        assertThat(sources.documents())
                .extracting(Sources.Document::name)
                .containsExactly("a.json", "b.json", "sub/c.json");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void followsNoLinksInAFolder() throws IOException {
        Path secret = Files.writeString(
                Files.createDirectory(temp.resolve("elsewhere")).resolve("x.json"), "{}");
        Path folder = Files.createDirectory(temp.resolve("schema"));
        Files.writeString(folder.resolve("a.json"), "{}");
        Files.createSymbolicLink(folder.resolve("b.json"), secret);
        SchemaFiles files = SchemaFiles.read(folder, null, problems);
        assertThat(files.schema()).extracting(SchemaFiles.RawFile::name).containsExactly("a.json");
    }

    @Test
    void namesMissingFilesWithTheirFullPath() throws IOException {
        SchemaFiles.read(Path.of("no/such.json"), temp.resolve("nor-this.json"), problems);
        assertThat(problems.all()).hasSize(2);
        assertThat(problems.all().get(0).reason())
                .isEqualTo("no such file or folder (looked for "
                        + Path.of("no/such.json").toAbsolutePath() + ")");
    }

    @Test
    void refusesAFolderWithoutJson() throws IOException {
        SchemaFiles.read(temp, null, problems);
        assertThat(problems.all())
                .extracting(Problems.Problem::reason)
                .isEqualTo(List.of("no *.json file in this folder"));
    }
}

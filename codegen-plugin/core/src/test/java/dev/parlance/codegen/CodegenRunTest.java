package dev.parlance.codegen;

import static dev.parlance.codegen.OutputFolderTest.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.codegen.CodegenOptions.Input;
import dev.parlance.codegen.CodegenOptions.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodegenRunTest {
    private static final Path GOOD = Path.of("src/test/resources/parlance/good");
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path temp;

    Path schema;

    @BeforeEach
    void copySchema() throws IOException {
        schema = Files.createDirectory(temp.resolve("schema"));
        for (String name : List.of("protocol.json", "common.json", "thing.json")) {
            Files.copy(GOOD.resolve(name), schema.resolve(name));
        }
    }

    @Test
    void generatesEveryTypeThatAMethodNeeds() throws IOException {
        CodegenRun.Outcome outcome = run("out", Selection.ALL);
        assertThat(outcome).isEqualTo(new CodegenRun.Outcome(false, outcome.types(), 4, outcome.types() + 1, 0));
        assertThat(tree(temp.resolve("out")))
                .containsKeys("com/example/Thing.txt", "com/example/BusyData.txt", "com/example/RefusedErrorData.txt")
                .doesNotContainKey("com/example/RequestId.txt")
                .containsEntry("com/example/ThingsMethods.txt", "ready\nthing/ask\nthing/closed\nthing/open\n");
    }

    @Test
    void secondRunTouchesNoFile() throws IOException {
        run("out", Selection.ALL);
        Map<Path, FileTime> times = age(temp.resolve("out"));
        assertThat(run("out", Selection.ALL)).isEqualTo(new CodegenRun.Outcome(true, 0, 0, 0, 0));
        assertThat(times(temp.resolve("out"))).isEqualTo(times);
    }

    @Test
    void sameInputGivesSameBytesInTwoFolders() throws IOException {
        run("one", Selection.ALL);
        schema = Files.move(schema, temp.resolve("elsewhere"));
        run("two", Selection.ALL);
        assertThat(tree(temp.resolve("one"))).isEqualTo(tree(temp.resolve("two")));
    }

    @Test
    void aChangedTypeChangesItsFileAlone() throws IOException {
        run("out", Selection.ALL);
        Map<Path, FileTime> times = age(temp.resolve("out"));
        edit("thing.json", "\"text\": { \"type\": \"string\" } } },", "\"text\": { \"type\": \"boolean\" } } },");

        assertThat(run("out", Selection.ALL).changed()).isEqualTo(1);
        Map<Path, FileTime> now = times(temp.resolve("out"));
        now.values().removeIf(LONG_AGO::equals);
        assertThat(now.keySet())
                .extracting(f -> f.getFileName().toString())
                .containsExactlyInAnyOrder(".parlance-manifest", "ThingAskParams.txt");
        assertThat(times.keySet()).isEqualTo(times(temp.resolve("out")).keySet());
    }

    @Test
    void everyOptionCounts() throws IOException {
        run("out", Selection.ALL);
        assertThat(run("out", new Selection(List.of("thing/*"), List.of())).upToDate())
                .isFalse();
        assertThat(run("out", new Selection(List.of(), List.of("ready"))).upToDate())
                .isFalse();
        var renamed = new EmitOptions("com.example", "Things", Map.of("Thing", "Object2"));
        assertThat(execute(options(renamed, "listing", Selection.ALL)).upToDate())
                .isFalse();
        assertThat(temp.resolve("out/com/example/Object2.txt")).exists();
        assertThat(temp.resolve("out/com/example/Thing.txt")).doesNotExist();
    }

    @Test
    void selectionLeavesOutTypesThatNothingNeeds() throws IOException {
        CodegenRun.Outcome outcome = run("out", new Selection(List.of("thing/*"), List.of("thing/open", "*/closed")));
        assertThat(outcome.methods()).isEqualTo(1);
        assertThat(tree(temp.resolve("out")).keySet())
                .containsExactly(
                        ".parlance-manifest",
                        "com/example/BusyData.txt",
                        "com/example/Empty.txt",
                        "com/example/RefusedErrorData.txt",
                        "com/example/ThingAskParams.txt",
                        "com/example/ThingsMethods.txt");
    }

    @Test
    void patternsThatMatchNothingAreErrorsWithNearNames() {
        assertThat(failure(options(NAMES, "listing", new Selection(List.of("thing/opn", "thing/*"), List.of("zzz*")))))
                .containsExactly(
                        "includes#: 'thing/opn' matches no method; did you mean thing/open?",
                        "excludes#: 'zzz*' matches no method; correct or remove it; * stands for any text");
    }

    @Test
    void renamingWhatIsNotThereIsAnError() {
        var options =
                options(new EmitOptions("com.example", "Things", Map.of("Thig", "Other")), "listing", Selection.ALL);
        assertThat(failure(options))
                .containsExactly("rename#/Thig: the schema has no definition 'Thig'; did you mean Thing?");
    }

    @ParameterizedTest
    @CsvSource({
        "com.class, Things, Name, packageName",
        "com..x, Things, Name, packageName",
        "'', Things, Name, packageName",
        "com.x;import java.io.*, Things, Name, packageName",
        "java.util, Things, Name, packageName",
        "com.x, 'Th\u202eings', Name, protocolName",
        "com.x, things, Name, protocolName",
        "com.x, ../Things, Name, protocolName",
        "com.x, Things, a b, rename",
        "com.x, Things, class, rename",
    })
    void namesMustBeLegalInJava(String packageName, String protocolName, String rename, String option) {
        var emit = new EmitOptions(packageName, protocolName, Map.of("Thing", rename));
        assertThat(failure(options(emit, "listing", Selection.ALL)))
                .singleElement()
                .asString()
                .startsWith(option + "#");
    }

    @Test
    void namesTheArtifactOfAStyleThatIsNotHere() {
        assertThat(failure(options(NAMES, "beans", Selection.ALL)))
                .containsExactly(
                        "modelStyle#: the style 'beans' is an artifact of its own, which is not here; "
                                + "add dev.parlance:codegen-beans, in the version of the plugin, to the plugin's <dependencies>");
        assertThat(failure(options(NAMES, "listin", Selection.ALL)))
                .containsExactly("modelStyle#: there is no style 'listin'; did you mean listing?");
    }

    @Test
    void unknownDialectNamesTheKnownOnes() throws IOException {
        var input = new Input(schema, null, "parlanse");
        assertThat(failure(new CodegenOptions(input, NAMES, "listing", Selection.ALL, temp.resolve("out"))))
                .containsExactly("dialect#: there is no dialect 'parlanse'; did you mean parlance?");
        Path other = Files.writeString(temp.resolve("other.json"), "{\"hello\":1}");
        input = new Input(other, null, null);
        assertThat(failure(new CodegenOptions(input, NAMES, "listing", Selection.ALL, temp.resolve("out"))))
                .singleElement()
                .asString()
                .startsWith(other + "#: the schema is of no known dialect; name the dialect, one of [");
    }

    @Test
    void allProblemsComeAtOnceAndNothingIsWritten() throws IOException {
        run("out", Selection.ALL);
        Map<String, String> before = tree(temp.resolve("out"));
        edit("thing.json", "#/$defs/ThingState", "#/$defs/ThingStat");
        edit("thing.json", "\"profile\": \"core\"", "\"profile\": \"cor\"");
        edit("common.json", "x-unit", "x-unite");
        assertThat(failure(options(NAMES, "listing", Selection.ALL)))
                .hasSize(6)
                .contains(
                        "thing.json#/$defs/Thing/properties/state/$ref: dangling $ref '#/$defs/ThingStat'; "
                                + "did you mean ThingState?",
                        "thing.json#/methods/ready/profile: no profile 'cor' is declared; did you mean core?",
                        "common.json#/$defs/BusyData/properties/retryAfter/x-unite: 'x-unite' is not known here; "
                                + "did you mean x-unit?");
        assertThat(tree(temp.resolve("out"))).isEqualTo(before);
    }

    private static final EmitOptions NAMES = new EmitOptions("com.example", "Things", Map.of());

    private CodegenOptions options(EmitOptions emit, String style, Selection selection) {
        return new CodegenOptions(new Input(schema, null, null), emit, style, selection, temp.resolve("out"));
    }

    private CodegenRun.Outcome run(String folder, Selection selection) throws IOException {
        return execute(
                new CodegenOptions(new Input(schema, null, null), NAMES, "listing", selection, temp.resolve(folder)));
    }

    private static CodegenRun.Outcome execute(CodegenOptions options) throws IOException {
        return new CodegenRun(options).execute();
    }

    private static List<String> failure(CodegenOptions options) {
        return catchThrowableOfType(CodegenException.class, () -> execute(options)).problems().stream()
                .map(Problems.Problem::toString)
                .toList();
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(schema.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(schema.resolve(file), text.replace(from, to));
    }

    private static Map<Path, FileTime> age(Path folder) throws IOException {
        for (Path file : times(folder).keySet()) {
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        return times(folder);
    }

    private static Map<Path, FileTime> times(Path folder) throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}

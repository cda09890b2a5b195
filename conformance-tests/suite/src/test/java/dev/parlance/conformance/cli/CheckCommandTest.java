package dev.parlance.conformance.cli;

import static dev.parlance.conformance.cli.MainTest.HANDSHAKE;
import static dev.parlance.conformance.cli.MainTest.STRAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parlance.conformance.report.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SUI-4: a recording that cannot be judged costs itself only, and never counts as right. */
class CheckCommandTest {
    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path right = Path.of("");
    private Path wrong = Path.of("");
    private Path bad = Path.of("");

    @BeforeEach
    void recordings() throws IOException {
        right = Files.writeString(dir.resolve("right.jsonl"), HANDSHAKE);
        wrong = Files.writeString(dir.resolve("wrong.jsonl"), HANDSHAKE + STRAY);
        bad = Files.writeString(dir.resolve("bad.jsonl"), HANDSHAKE + "{\"t\":0}\n");
    }

    @Test
    void othersAreJudgedBesideAnUnreadableOne() {
        assertThat(check(bad, right)).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(out.toString()).startsWith(right + ": 5 events.").doesNotContain("bad.jsonl");
        assertThat(err.toString().lines())
                .containsExactly(
                        "not judged: " + bad + ":6: \"dir\" is missing", "1 of 2 recordings could not be judged");
    }

    @Test
    void brokenRuleOutweighsAnUnreadableOne() {
        assertThat(check(bad, wrong, dir.resolve("none"))).isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString()).startsWith(wrong + ": 7 events.");
        assertThat(err.toString().lines())
                .containsExactly(
                        "not judged: " + bad + ":6: \"dir\" is missing",
                        "not judged: there is no recording " + dir.resolve("none"),
                        "2 of 3 recordings could not be judged");
    }

    @Test
    void folderIsNoRecording() {
        assertThat(check(dir)).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(err.toString().lines())
                .containsExactly("not judged: " + dir + " is a folder; name the recordings in it, say "
                        + dir.resolve("transcript.jsonl"));
    }

    @Test
    void emptyRecordingIsNotRight() throws IOException {
        Path empty = Files.createFile(dir.resolve("empty.jsonl"));
        assertThat(check(empty)).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "not judged: " + empty + ": holds no event, so there is nothing to judge; record it again");
    }

    @Test
    void recordingOfAKilledRecorderIsJudged() throws IOException {
        Path killed = Files.writeString(dir.resolve("killed.jsonl"), HANDSHAKE + "{\"t\":0.6,\"dir\":\"<");
        assertThat(check(killed)).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString()).startsWith(killed + ": 6 events (breaks off).");
    }

    @Test
    void whatARecordingSaysDoesNotSteerTheTerminal() throws IOException {
        Path odd = Files.writeString(dir.resolve("odd.jsonl"), "{\"dir\":\"\\u001b[31m\"}\n");
        check(odd);
        assertThat(err.toString().lines())
                .containsExactly(
                        "not judged: " + odd + ":1: cannot be read: direction \"\\u001b[31m\" is none of ->, <-, --");
    }

    @Test
    void reportForProgramsNamesBoth() throws IOException {
        Path json = dir.resolve("report.json");
        assertThat(Main.run(printer(out), printer(err), "check", "--json", "" + json, "" + bad, "" + right))
                .isEqualTo(ExitCode.COULD_NOT_RUN);
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.at("/transcripts").size()).isEqualTo(1);
        assertThat(report.at("/transcripts/0/name").textValue()).isEqualTo(right.toString());
        assertThat(report.get("unjudged"))
                .isEqualTo(new ObjectMapper()
                        .createArrayNode()
                        .add(new ObjectMapper()
                                .createObjectNode()
                                .put("name", bad.toString())
                                .put("reason", bad + ":6: \"dir\" is missing")));
        try (InputStream schema = JsonReport.class.getResourceAsStream("report.schema.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema)
                            .validate(Files.readString(json), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void faultOfTheSuiteCostsOneRecordingOnly() {
        PrintWriter failingOnce = new PrintWriter(out) {
            private boolean failed;

            @Override
            public void write(String text, int from, int length) {
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("odd");
                }
                super.write(text, from, length);
            }
        };
        assertThat(Main.run(failingOnce, printer(err), "check", "" + right, "" + right))
                .isEqualTo(ExitCode.OWN_FAULT);
        assertThat(out.toString()).startsWith(right + ": 5 events.");
        assertThat(err.toString())
                .startsWith("not judged: " + right + ": a fault of the suite itself; please report it with this text:\n"
                        + "java.lang.IllegalStateException: odd\n\tat ")
                .endsWith("1 of 2 recordings could not be judged\n");
    }

    private int check(Path... recordings) {
        String[] args = new String[recordings.length + 1];
        args[0] = "check";
        for (int i = 0; i < recordings.length; i++) {
            args[i + 1] = recordings[i].toString();
        }
        return Main.run(printer(out), printer(err), args);
    }

    private static PrintWriter printer(StringWriter writer) {
        return new PrintWriter(writer, true);
    }
}

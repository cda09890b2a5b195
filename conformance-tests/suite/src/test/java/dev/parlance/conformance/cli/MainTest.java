package dev.parlance.conformance.cli;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    static final String HANDSHAKE = """
            {"t":0.1,"dir":"->","conn":"main","msg":{"id":1,"method":"initialize","params":{"clientInfo":{"name":"a","version":"1"}}}}
            {"t":0.2,"dir":"<-","conn":"main","msg":{"id":1,"result":{"userAgent":"a","codexHome":"/h","platformFamily":"unix","platformOs":"linux"}}}
            {"t":0.3,"dir":"->","conn":"main","msg":{"method":"initialized"}}
            {"t":0.4,"dir":"->","conn":"main","msg":{"id":2,"method":"thread/list","params":{}}}
            {"t":0.5,"dir":"<-","conn":"main","msg":{"id":2,"result":{"data":[],"nextCursor":null}}}
            """;
    static final String STRAY = """
            {"t":0.6,"dir":"<-","conn":"main","msg":{"id":77,"result":{}}}
            {"t":0.7,"dir":"<-","conn":"main","raw":"\\u001b[31mWARN"}
            """;

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void rightRecordingEndsWithZero() throws IOException {
        Path recording = Files.writeString(dir.resolve("right.jsonl"), HANDSHAKE);
        assertThat(run("check", recording.toString())).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString()).contains("right.jsonl: 5 events. Rules: ", " 0 broken");
    }

    @Test
    void brokenRuleIsToldToPeopleAndPrograms() throws IOException {
        Path recording = Files.writeString(dir.resolve("stray.jsonl"), HANDSHAKE + STRAY);
        Path json = dir.resolve("report.json");
        assertThat(run("check", "--json", json.toString(), recording.toString()))
                .isEqualTo(ExitCode.VIOLATIONS);
        assertThat(out.toString())
                .contains("RPC-4, broken by the server 1 time", "event 6 at 0.600 s on main", "request client 77")
                .contains("> <- \\u001b[31mWARN")
                .doesNotContain("\u001b");
        JsonNode verdict = new ObjectMapper()
                .readTree(json.toFile())
                .at("/transcripts/0/verdicts")
                .valueStream()
                .filter(v -> v.get("rule").asText().equals("RPC-4"))
                .findFirst()
                .orElseThrow();
        assertThat(verdict.get("status").asText()).isEqualTo("fail");
        assertThat(verdict.at("/failures/0/event").asInt()).isEqualTo(6);
    }

    @Test
    void reportForProgramsFitsItsSchema() throws IOException {
        Path recording = Files.writeString(dir.resolve("stray.jsonl"), HANDSHAKE + STRAY);
        Path json = dir.resolve("report.json");
        run("check", "--json", json.toString(), recording.toString());
        try (InputStream schema = JsonReport.class.getResourceAsStream("report.schema.json")) {
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema)
                            .validate(Files.readString(json), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void conductOfOneSideCanBeLeftOut() throws IOException {
        Path recording = Files.writeString(dir.resolve("stray.jsonl"), HANDSHAKE + STRAY);
        assertThat(run("check", "--side", "client", recording.toString())).isEqualTo(ExitCode.RIGHT);
    }

    @Test
    void missingRecordingCouldNotRun() {
        assertThat(run("check", dir.resolve("none").toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(err.toString()).contains("there is no recording " + dir.resolve("none"));
    }

    @Test
    void unreadableRecordingCouldNotRun() throws IOException {
        Path recording = Files.writeString(dir.resolve("bad.jsonl"), "hello\nworld\n");
        assertThat(run("check", recording.toString())).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(err.toString()).contains("bad.jsonl:1: ");
    }

    @Test
    void outOfMemoryAndFaultsNeverLookLikeABrokenRule() {
        assertThat(Main.run(failing(new OutOfMemoryError("Java heap space")), new PrintWriter(err, true), "list"))
                .isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(err.toString())
                .startsWith("could not run: out of memory (Java heap space; ")
                .hasLineCount(1);
        for (Throwable fault : new Throwable[] {new StackOverflowError(), new IllegalStateException("odd")}) {
            assertThat(Main.run(failing(fault), new PrintWriter(err, true), "list"))
                    .isEqualTo(ExitCode.OWN_FAULT);
            assertThat(Main.run(failing(fault), new PrintWriter(err, true), "--help"))
                    .isEqualTo(ExitCode.OWN_FAULT);
        }
    }

    @Test
    void wrongCommandLinesEndWithTwo() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("check")).isEqualTo(ExitCode.USAGE);
        assertThat(run("check", "--side", "left", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(run("explain", "LIF-99")).isEqualTo(ExitCode.USAGE);
        assertThat(run("list", "--family", "none")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void explainTellsRuleDutyAndAutomaton() {
        assertThat(run("explain", "lif-3")).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString())
                .startsWith("LIF-3: Each item: started once, then completed once")
                .contains(
                        "Binds: server (must), profile core",
                        "Judged: on any transcript",
                        "Broken by: item-completed while the item is new or completed",
                        "Broken by: item still started after turn-completed");
    }

    @Test
    void listShowsHowEachRuleIsChecked() {
        assertThat(run("list", "--family", "LIF", "--coverage")).isEqualTo(ExitCode.RIGHT);
        assertThat(out.toString())
                .containsPattern("(?m)^LIF-14  server +active   \\d+ scenarios? ")
                .containsPattern("(?m)^LIF-3   server +passive  any transcript")
                .contains("18 of 18 rules have a check; 16 are judged on any transcript.");
    }

    /** A place to write to that throws, as any part of a command might. */
    private static PrintWriter failing(Throwable fault) {
        return new PrintWriter(new StringWriter()) {
            @Override
            public void write(String text, int from, int length) {
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            }
        };
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}

package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordingFilesTest {
    @Test
    void namesAreSafeAndDiffer() {
        List<String> names = List.of(
                "plain-1", "../up", "a/b", "a\\b", "A_B", "", "..", "nul", "Com1.x", "é".repeat(200), "a\u0000b");
        RecordingFiles files = RecordingFiles.of(List.of(run("s", names)));
        assertThat(names.stream().map(name -> files.path(0, name)))
                .containsExactly(
                        "recordings/plain-1.jsonl",
                        "recordings/_.._up.jsonl",
                        "recordings/a_b.jsonl",
                        "recordings/a_b-2.jsonl",
                        "recordings/A_B-3.jsonl",
                        "recordings/_.jsonl",
                        "recordings/_...jsonl",
                        "recordings/_nul.jsonl",
                        "recordings/_Com1.x.jsonl",
                        "recordings/" + "_".repeat(100) + ".jsonl",
                        "recordings/a_b-4.jsonl");
    }

    @Test
    void eachOfSeveralRunsHasItsFolder() {
        RecordingFiles files = RecordingFiles.of(List.of(run("a", List.of("x")), run("A", List.of("x"))));
        assertThat(Stream.of(files.path(0, "x"), files.path(1, "x"), files.path(1, "y")))
                .containsExactly("recordings/a/x.jsonl", "recordings/A-2/x.jsonl", "");
    }

    private static RunResult run(String subject, List<String> scenarios) {
        return new RunResult(
                subject,
                "",
                "",
                List.of(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(),
                scenarios.stream()
                        .map(name -> new PlayedScenario(name, "", "", Duration.ZERO, List.of(), ""))
                        .toList());
    }
}

package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    private Path dir;

    @Test
    void wrongSubjectGivesTheseFiles() throws IOException {
        ReportFolder.write(List.of(SampleRuns.wrong()), SampleRuns.coverage(), dir);
        Goldens.compare(Goldens.read(dir), "wrong");
    }

    @Test
    void rightSubjectGivesTheseFiles() throws IOException {
        ReportFolder.write(List.of(SampleRuns.right()), null, dir);
        Goldens.compare(Goldens.read(dir), "right");
    }

    @Test
    void twoSubjectsAreCompared() throws IOException {
        ReportFolder.write(List.of(SampleRuns.right(), SampleRuns.wrong()), SampleRuns.coverage(), dir);
        Map<String, String> files = Goldens.read(dir);
        assertThat(files.keySet())
                .containsExactly(
                        "badge.svg",
                        "index.html",
                        "junit.xml",
                        "recordings/foreign__b_server__b_/decline-command.jsonl",
                        "recordings/foreign__b_server__b_/pages__.._..__etc_.jsonl",
                        "recordings/foreign__b_server__b_/start.jsonl",
                        "recordings/right/decline-command.jsonl",
                        "report.json",
                        "summary.md");
        files.keySet().removeIf(name -> name.startsWith("recordings/"));
        Goldens.compare(files, "compared");
    }

    @Test
    void recordingIsReadBackAsItWas() throws IOException {
        ReportFolder.write(List.of(SampleRuns.wrong()), null, dir);
        List<TranscriptEvent> read = new ArrayList<>();
        try (InputStream in = Files.newInputStream(dir.resolve("recordings/decline-command.jsonl"))) {
            new TranscriptReader("decline-command").read(in, read::add);
        }
        assertThat(read).isEqualTo(SampleRuns.recording());
    }

    @Test
    void olderReportIsWrittenOver() throws IOException {
        Path twice = dir.resolve("twice");
        Path once = dir.resolve("once");
        ReportFolder.write(List.of(SampleRuns.wrong()), SampleRuns.coverage(), twice);
        ReportFolder.write(List.of(SampleRuns.right()), null, twice);
        ReportFolder.write(List.of(SampleRuns.right()), null, once);
        assertThat(Goldens.read(twice)).containsAllEntriesOf(Goldens.read(once));
    }

    @Test
    void noRunGivesNoReport() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportFolder.write(List.of(), null, dir))
                .withMessage("a report needs at least one run");
    }
}

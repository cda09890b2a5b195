package dev.parlance.conformance.report;

import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes all reports on one or several runs into a folder:
 *
 * <ul>
 *   <li>{@code index.html}, complete in itself, for people
 *   <li>{@code summary.md}, for the summary page of a CI run
 *   <li>{@code junit.xml}, {@code report.json}, for programs
 *   <li>{@code badge.svg}, about the first run
 *   <li>{@code recordings/SCENARIO.jsonl}, for {@code check} and {@code replay}; in a folder for each subject if there are
 *       several runs
 * </ul>
 *
 * <pre>{@code
 * ReportFolder.write(List.of(result), null, Path.of("target/conformance"));
 * }</pre>
 */
public final class ReportFolder {
    private static final long MAX_RECORDING = 1L << 30;

    private ReportFolder() {}

    /**
     * Writes the files over older ones; the folder is made if it does not exist. Recordings of scenarios that were played
     * in an earlier run only are left as they are.
     *
     * @param runs at least one; several are compared
     * @param coverage what the runs touched; null if nobody counted
     * @throws IllegalArgumentException if there is no run
     * @throws IOException if a file cannot be written
     */
    public static void write(List<RunResult> runs, @Nullable CoverageTable coverage, Path dir) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one run");
        }
        Files.createDirectories(dir);
        text(dir.resolve("index.html"), HtmlPage.text(runs, coverage));
        text(dir.resolve("summary.md"), MarkdownSummary.text(runs, coverage));
        text(dir.resolve("junit.xml"), JUnitXml.text(runs));
        text(dir.resolve("report.json"), RunJson.text(runs, coverage));
        text(dir.resolve("badge.svg"), Badge.svg(runs.get(0)));
        RecordingFiles files = RecordingFiles.of(runs);
        for (int i = 0; i < runs.size(); i++) {
            for (PlayedScenario played : runs.get(i).scenarios()) {
                recording(dir.resolve(files.path(i, played.name())), played.events());
            }
        }
    }

    /** Half a surrogate pair, which a peer may well send, becomes a question mark and no error. */
    private static void text(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void recording(Path file, List<TranscriptEvent> events) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (TranscriptWriter writer = new TranscriptWriter(Files.newOutputStream(file), MAX_RECORDING)) {
            for (TranscriptEvent event : events) {
                writer.write(event);
            }
        }
    }
}

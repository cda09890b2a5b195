package dev.parlance.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the suite's exit codes mean to a build.
 *
 * @param reports folder of the run's reports
 */
record SuiteVerdict(Path reports) {
    static final int RIGHT = 0;
    private static final int VIOLATIONS = 1;
    private static final int USAGE = 2;
    private static final int COULD_NOT_RUN = 3;
    private static final int STALE = 4;
    private static final int OWN_FAULT = 5;

    /** Whether the subject is at fault, or its file; everything else that is not right is an error of the build. */
    static boolean isFinding(int code) {
        return code == VIOLATIONS || code == STALE;
    }

    /** So that the sums told are those of this run. */
    void forgetEarlierRuns() throws IOException {
        Files.deleteIfExists(json());
    }

    /** One sentence for the log, with the sums of the report if there is one. */
    String text(int code) {
        return switch (code) {
            case RIGHT -> "The server conforms" + sums();
            case VIOLATIONS -> "The server breaks rules of the protocol" + sums();
            case USAGE -> "The conformance suite refuses its arguments or the subject's file; see its message above";
            case COULD_NOT_RUN -> "The conformance suite could not run all its checks; see its messages above" + sums();
            case STALE -> "Known failures of the subject's file do not fail any more: remove them there" + sums();
            case OWN_FAULT -> "The conformance suite itself failed; see its message above";
            default ->
                "The conformance suite ended with exit code " + code + ", which it never does of itself;"
                        + " was it killed?";
        };
    }

    private String sums() {
        Path page = reports.resolve("index.html");
        String more = Files.exists(page) ? "; see " + page : "";
        List<String> sums = new ArrayList<>();
        try {
            for (JsonNode run : new ObjectMapper().readTree(json().toFile()).path("runs")) {
                for (Map.Entry<String, JsonNode> count : run.path("counts").properties()) {
                    if (count.getValue().asLong() > 0) {
                        sums.add(count.getKey() + " " + count.getValue().asLong());
                    }
                }
            }
        } catch (IOException e) {
            return more;
        }
        return (sums.isEmpty() ? "" : ": " + String.join(", ", sums)) + more;
    }

    private Path json() {
        return reports.resolve("report.json");
    }
}

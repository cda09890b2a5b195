package dev.parlance.codex.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.report.ReportFolder;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.Progress;
import dev.parlance.conformance.run.RunOptions;
import dev.parlance.conformance.run.Suite;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every check of the suite is right on the real server, or an expected failure that says what the real server does. */
class RealServerConformanceTest {
    private static final Set<Outcome> WRONG = Set.of(Outcome.FAIL, Outcome.COULD_NOT_RUN, Outcome.UNEXPECTED_PASS);

    @Test
    void realServerPassesButForItsKnownFailures() throws IOException {
        Path subject = Path.of(Objects.requireNonNull(System.getProperty("parlance.subjects")), "codex.yaml");
        RunResult result = new Suite().run(SubjectReader.read(subject), RunOptions.standard(), Progress.SILENT);
        ReportFolder.write(List.of(result), null, Path.of("target", "conformance"));
        List<String> wrong = result.checks().stream()
                .filter(check -> WRONG.contains(check.outcome()))
                .map(RealServerConformanceTest::line)
                .toList();
        assertThat(wrong).as("the report is in target/conformance").isEmpty();
        assertThat(result.count(Outcome.PASS)).isGreaterThan(result.count(Outcome.KNOWN_FAILURE));
    }

    private static String line(CheckResult check) {
        String seen = check.failures().stream()
                .findFirst()
                .map(f -> f.expected() + " / " + f.seen())
                .orElse("");
        return check.outcome().word() + " " + check.check() + ": " + check.reason() + seen;
    }
}

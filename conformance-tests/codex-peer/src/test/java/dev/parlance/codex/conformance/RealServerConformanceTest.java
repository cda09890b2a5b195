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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every check of the suite is right on the real server, or an expected failure that says what the real server does. */
class RealServerConformanceTest {
    private static final Set<Outcome> WRONG = Set.of(Outcome.FAIL, Outcome.COULD_NOT_RUN, Outcome.UNEXPECTED_PASS);

    @Test
    void realServerPassesButForItsKnownFailures() throws IOException {
        Path subject = Path.of(Objects.requireNonNull(System.getProperty("parlance.subjects")), "codex.yaml");
        RunResult result = run(subject, List.of());
        ReportFolder.write(List.of(result), null, Path.of("target", "conformance"));
        Map<String, CheckResult> wrong = wrong(result);
        if (!wrong.isEmpty()) {
            // What the real server does once in twenty runs is not ours to mend: only what is wrong twice is wrong.
            wrong.values().forEach(check -> System.out.println("Wrong the first time: " + line(check)));
            List<String> scenarios = wrong.values().stream()
                    .map(CheckResult::scenario)
                    .distinct()
                    .toList();
            Map<String, CheckResult> again = wrong(run(subject, scenarios));
            wrong.values().removeIf(check -> !check.scenario().isEmpty() && !again.containsKey(check.check()));
        }
        assertThat(wrong.values().stream().map(RealServerConformanceTest::line))
                .as("the report is in target/conformance")
                .isEmpty();
        assertThat(result.count(Outcome.PASS)).isGreaterThan(result.count(Outcome.KNOWN_FAILURE));
    }

    private static RunResult run(Path subject, List<String> scenarios) throws IOException {
        RunOptions options = RunOptions.standard().withScenarios(scenarios);
        return new Suite().run(SubjectReader.read(subject), options, Progress.SILENT);
    }

    private static Map<String, CheckResult> wrong(RunResult result) {
        Map<String, CheckResult> wrong = new TreeMap<>();
        result.checks().stream()
                .filter(check -> WRONG.contains(check.outcome()))
                .forEach(check -> wrong.put(check.check(), check));
        return wrong;
    }

    private static String line(CheckResult check) {
        String seen = check.failures().stream()
                .findFirst()
                .map(f -> f.expected() + " / " + f.seen())
                .orElse("");
        return check.outcome().word() + " " + check.check() + ": " + check.reason() + seen;
    }
}

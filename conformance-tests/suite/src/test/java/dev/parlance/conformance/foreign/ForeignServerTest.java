package dev.parlance.conformance.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.play.Deadlines;
import dev.parlance.conformance.report.ReportFolder;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.Progress;
import dev.parlance.conformance.run.RunOptions;
import dev.parlance.conformance.run.Suite;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite against a server by somebody who never saw ours: other language, other error codes and texts, other ids, other
 * order. Right as it is it has to pass, and each mistake has to be found by its rules and by no other.
 */
class ForeignServerTest {
    /** As many as come together by far, so that a suite that checks nothing any more is noticed. */
    private static final int MANY = 100;

    @TempDir
    private Path folder;

    private final Suite suite = new Suite();

    @Test
    void rightServerKeepsEverythingThatItClaims() throws IOException {
        RunResult result = run("", RunOptions.standard());
        assertThat(result.checks())
                .filteredOn(check -> check.outcome() != Outcome.PASS
                        && check.outcome() != Outcome.NOT_CLAIMED
                        && check.outcome() != Outcome.NOT_EXERCISED)
                .extracting(
                        check -> check.check() + " " + check.outcome().word() + " " + check.reason() + check.failures())
                .isEmpty();
        assertThat(result.count(Outcome.PASS)).isGreaterThan(MANY);
        assertThat(result.exitCode()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> mistakeIsFoundByItsRulesAndNoOther() {
        return Arrays.stream(Mistake.values())
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.word(), () -> assertThat(broken(run(mistake))).isEqualTo(mistake.rules)));
    }

    @Test
    void reportNamesTheRuleTheLineAndTheCommand() throws IOException {
        Path report = folder.resolve("report");
        ReportFolder.write(List.of(run(Mistake.LATE_DELTA)), null, report);
        String command = "java -jar parlance-conformance.jar run --subject " + folder.resolve("toy.yaml")
                + " --scenario plain-turn";
        String rule = "Deltas only between started and completed of their item.";
        String line = "\"method\": \"item/agentMessage/delta\"";
        assertThat(Files.readString(report.resolve("index.html")))
                .contains("plain-turn/STR-1", rule, command)
                .containsPattern("(?s)class=\"line guilty\">.{0,900}item/agentMessage/delta");
        assertThat(Files.readString(report.resolve("junit.xml"))).contains("plain-turn/STR-1", rule, command);
        assertThat(Files.readString(report.resolve("summary.md"))).contains("STR-1", command);
        assertThat(Files.readString(report.resolve("recordings/plain-turn.jsonl")))
                .contains(line);
    }

    private RunResult run(Mistake mistake) throws IOException {
        RunOptions options = RunOptions.standard().withScenarios(mistake.scenarios);
        return run(mistake.word(), mistake.silent() ? options.withDeadlines(Deadlines.USUAL.times(0.2)) : options);
    }

    private RunResult run(String bugs, RunOptions options) throws IOException {
        return suite.run(SubjectReader.read(ForeignServer.subjectFile(folder, bugs)), options, Progress.SILENT);
    }

    private static Set<String> broken(RunResult result) {
        return result.checks().stream()
                .filter(check -> check.outcome() == Outcome.FAIL)
                .map(CheckResult::rule)
                .map(rule -> rule.id())
                .collect(Collectors.toSet());
    }
}

package dev.parlance.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.RunOptions;
import dev.parlance.conformance.subject.SubjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ConformanceTestsTest {
    private static final Path REPORT = Path.of("out", "index.html");
    private static final Rule MUST =
            new Rule("LIF-2", Set.of(Party.SERVER), "must", "passive", "core", "`turn/started` once a turn");
    private static final Rule SHOULD =
            new Rule("RPC-9", Set.of(Party.SERVER), "should", "passive", "core", "messages are short");

    /** JUnit itself takes the stream as it comes. */
    @TestFactory
    Stream<DynamicNode> resultsAsTests() {
        return ConformanceTests.of(
                () -> run(check("a/LIF-2", MUST, Outcome.PASS, ""), check("b/LIF-2", MUST, Outcome.PASS, "")), REPORT);
    }

    @Test
    void familiesAreContainersWithATestForEachCheck() {
        List<DynamicNode> nodes = nodes(
                check("a/LIF-2", MUST, Outcome.PASS, ""),
                check("a/RPC-9", SHOULD, Outcome.PASS, ""),
                check("b/LIF-2", MUST, Outcome.PASS, ""));
        assertThat(nodes)
                .extracting(DynamicNode::getDisplayName)
                .containsExactly(
                        "LIF: " + RuleBook.load().families().get("LIF"),
                        "RPC: " + RuleBook.load().families().get("RPC"));
        assertThat(tests(nodes))
                .extracting(DynamicNode::getDisplayName)
                .containsExactly("a/LIF-2", "b/LIF-2", "a/RPC-9");
    }

    @Test
    void runHappensOnceAndOnlyWhenTheTestsAreWanted() {
        List<String> runs = new ArrayList<>();
        Stream<DynamicNode> stream = ConformanceTests.of(
                () -> {
                    runs.add("run");
                    return run(check("a/LIF-2", MUST, Outcome.PASS, ""), check("b/LIF-2", MUST, Outcome.FAIL, ""));
                },
                REPORT);
        assertThat(runs).isEmpty();
        tests(stream.toList()).forEach(ConformanceTestsTest::end);
        assertThat(runs).containsExactly("run");
    }

    @Test
    void brokenRuleFailsWithEverythingNeededToSeeWhy() {
        Failure failure = new Failure(
                17,
                1_250_000,
                "main",
                "<-",
                "one turn/started",
                "a second one",
                "/params/turn",
                "{\"x\":\"\u001b[2J\"}");
        Throwable end = end(check("hello/LIF-2", MUST, Outcome.FAIL, "", failure));
        assertThat(end).isInstanceOf(AssertionFailedError.class).hasMessage("""
                        LIF-2 (must): `turn/started` once a turn
                        event 17, 1.250 s, connection main, /params/turn
                          expected: one turn/started
                          seen:     a second one
                          <- {"x":"\\u001b[2J"}
                        scenario hello; full report: %s""".formatted(REPORT));
        AssertionFailedError error = (AssertionFailedError) end;
        assertThat(error.getExpected().getValue()).isEqualTo("one turn/started");
        assertThat(error.getActual().getValue()).isEqualTo("a second one");
    }

    @Test
    void onlyTheFirstBreachesAreTold() {
        Failure failure = new Failure(1, 0, "main", "<-", "a", "b", "", "c".repeat(5_000));
        Throwable end = end(check("hello/LIF-2", MUST, Outcome.FAIL, "", failure, failure, failure, failure, failure));
        assertThat(end).hasMessageContaining("\nand 2 more\n");
        assertThat(end.getMessage()).hasSizeLessThan(7_000);
    }

    @Test
    void staleKnownFailureFails() {
        assertThat(end(check("hello/LIF-2", MUST, Outcome.UNEXPECTED_PASS, "sends it twice")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("the subject's file expects hello/LIF-2 to fail, but it passes; remove the known failure"
                        + " (sends it twice)");
    }

    @Test
    void checkThatCouldNotRunFails() {
        assertThat(end(check("hello/LIF-2", MUST, Outcome.COULD_NOT_RUN, "it exited with 1")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("could not run: it exited with 1\nLIF-2 (must): `turn/started` once a turn\n"
                        + "scenario hello; full report: " + REPORT);
    }

    @Test
    void whatIsNobodysFaultAborts() {
        assertThat(end(check("hello/LIF-2", MUST, Outcome.KNOWN_FAILURE, "sends it twice")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("known failure: sends it twice");
        assertThat(end(check("hello/LIF-2", MUST, Outcome.NOT_CLAIMED, "profile core")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("not claimed: profile core");
        assertThat(end(check("hello/LIF-2", MUST, Outcome.NOT_EXERCISED, "")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("not exercised: ");
        assertThat(end(check("hello/RPC-9", SHOULD, Outcome.FAIL, "")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("a recommendation is not followed: RPC-9 (should): messages are short");
    }

    @Test
    void runThatShowsNothingFails() {
        List<DynamicTest> tests = tests(nodes(check("hello/LIF-2", MUST, Outcome.NOT_EXERCISED, "")));
        assertThat(tests)
                .extracting(DynamicNode::getDisplayName)
                .containsExactly("something was checked", "hello/LIF-2");
        assertThat(end(tests.get(0))).isInstanceOf(AssertionFailedError.class).hasMessageContaining("profiles [core]");
    }

    @Test
    void subjectThatDoesNotStartPassesNothingAndLeavesAReport(@TempDir Path folder) throws Exception {
        Path subject = Files.writeString(
                folder.resolve("gone.yaml"),
                "name: gone\nstdio: {command: [" + folder.resolve("no-such-program") + "]}\nprofiles: [core]\n");
        Path reports = folder.resolve("reports");
        List<DynamicTest> tests = tests(
                ConformanceTests.of(subject, RunOptions.standard(), reports).toList());
        assertThat(tests).isNotEmpty();
        assertThat(tests).allSatisfy(test -> assertThat(end(test)).isNotNull());
        assertThat(tests).anySatisfy(test -> assertThat(end(test)).isInstanceOf(AssertionFailedError.class));
        assertThat(reports.resolve("index.html")).isNotEmptyFile();
        assertThat(reports.resolve("junit.xml")).isNotEmptyFile();
    }

    @Test
    void missingSubjectFileIsNamed() {
        Stream<DynamicNode> stream = ConformanceTests.of(Path.of("no-such-subject.yaml"));
        assertThatThrownBy(stream::toList)
                .isInstanceOf(SubjectException.class)
                .hasMessageContaining("no-such-subject.yaml");
    }

    private static CheckResult check(String name, Rule rule, Outcome outcome, String reason, Failure... failures) {
        String scenario = name.substring(0, name.indexOf('/'));
        return new CheckResult(name, rule, Party.SERVER, scenario, outcome, 0, List.of(failures), reason);
    }

    private static RunResult run(CheckResult... checks) {
        return new RunResult(
                "subject",
                "1",
                "subject.yaml",
                List.of("core"),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(checks),
                List.of());
    }

    private static List<DynamicNode> nodes(CheckResult... checks) {
        return ConformanceTests.of(() -> run(checks), REPORT).toList();
    }

    private static List<DynamicTest> tests(List<DynamicNode> nodes) {
        return nodes.stream()
                .flatMap(node -> node instanceof DynamicContainer container ? container.getChildren() : Stream.of(node))
                .map(DynamicTest.class::cast)
                .toList();
    }

    /** What the test of this check ends with; a pass is no end. */
    private static Throwable end(CheckResult check) {
        List<DynamicTest> tests = tests(nodes(check));
        return end(tests.get(tests.size() - 1));
    }

    private static Throwable end(DynamicTest test) {
        return catchThrowable(() -> test.getExecutable().execute());
    }
}

package dev.parlance.conformance.junit;

import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * The suite as JUnit Jupiter tests: a container for each family of rules, a test for each check. The subject is run once,
 * when the stream is consumed; then the tests only tell what was found. A broken rule fails its test with the rule's text,
 * what was expected and seen, and the guilty line. A check that could not run, and a known failure that did not come, fail
 * as well. What is not claimed, was not exercised, is a known failure or only goes against a recommendation aborts its
 * test, and the reason says why. A run that shows nothing at all fails.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> conforms() {
 *     return ConformanceTests.of(Path.of("src/test/conformance/my-server.yaml"));
 * }
 * }</pre>
 */
public final class ConformanceTests {
    private ConformanceTests() {}

    /**
     * Runs everything that the subject claims; the full report is written to {@code target/conformance}.
     *
     * @param subjectFile the subject's file; what is wrong with it is thrown when the stream is consumed
     */
    public static Stream<DynamicNode> of(Path subjectFile) {
        return of(subjectFile, RunOptions.standard(), Path.of("target", "conformance"));
    }

    /**
     * Runs what the options choose.
     *
     * @param subjectFile the subject's file; what is wrong with it is thrown when the stream is consumed
     * @param reports folder for the full report; made if it does not exist
     */
    public static Stream<DynamicNode> of(Path subjectFile, RunOptions options, Path reports) {
        return of(new ReportedRun(subjectFile, options, reports), reports.resolve("index.html"));
    }

    /**
     * Tells the results of a run that somebody else makes.
     *
     * @param run called once, when the stream is consumed
     * @param report the file that failures refer the reader to
     */
    public static Stream<DynamicNode> of(Supplier<RunResult> run, Path report) {
        return Stream.of(run).flatMap(supplier -> families(supplier.get(), report));
    }

    private static Stream<DynamicNode> families(RunResult result, Path report) {
        Map<String, List<CheckResult>> families = new LinkedHashMap<>();
        for (CheckResult check : result.checks()) {
            String id = check.rule().id();
            int hyphen = id.indexOf('-');
            families.computeIfAbsent(hyphen < 0 ? id : id.substring(0, hyphen), code -> new ArrayList<>())
                    .add(check);
        }
        Map<String, String> titles = RuleBook.load().families();
        Stream<DynamicNode> nodes = families.entrySet().stream()
                .map(family -> DynamicContainer.dynamicContainer(
                        title(family.getKey(), titles),
                        family.getValue().stream().map(check -> test(check, report))));
        return showsAnything(result) ? nodes : Stream.concat(Stream.of(nothingShown(result)), nodes);
    }

    private static boolean showsAnything(RunResult result) {
        return result.checks().stream()
                .anyMatch(check -> check.outcome() != Outcome.NOT_CLAIMED && check.outcome() != Outcome.NOT_EXERCISED);
    }

    /** Aborted tests alone would leave a build green that has shown nothing. */
    private static DynamicNode nothingShown(RunResult result) {
        return DynamicTest.dynamicTest(
                "something was checked",
                () -> Assertions.fail("nothing that happened could show anything of profiles " + result.profiles()
                        + "; the subject does not answer, or no scenario fits what was chosen"));
    }

    private static DynamicNode test(CheckResult check, Path report) {
        return DynamicTest.dynamicTest(check.check(), () -> new CheckOutcome(check, report).tell());
    }

    private static String title(String code, Map<String, String> titles) {
        String title = titles.get(code);
        return title == null ? code : code + ": " + title;
    }
}

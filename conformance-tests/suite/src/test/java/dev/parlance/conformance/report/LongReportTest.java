package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.engine.Failure;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Rule;
import dev.parlance.conformance.protocol.RuleBook;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.transcript.Direction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much is wrong, what people read stays short; what programs read is complete. */
class LongReportTest {
    private static final int CHECKS = 1_000;
    private static final RunResult ALL_WRONG = allWrong();

    @Test
    void pageShowsTheFirstHundredAndCountsTheOthers() {
        String page = HtmlPage.text(List.of(ALL_WRONG), null);
        assertThat(page).hasSizeLessThan(8 << 20).contains("<p class=\"more\">And 900 more, in report.json.</p>");
        assertThat(page.split("<article ", -1)).hasSize(101);
    }

    @Test
    void summaryFitsAStepSummary() {
        String summary = MarkdownSummary.text(List.of(ALL_WRONG), null);
        assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(32 << 10);
        assertThat(summary).contains("### Broken (1000)", "and 980 more, in the full report.");
    }

    @Test
    void terminalShowsTheFirstFifty() {
        StringWriter out = new StringWriter();
        RunReport.write(new PrintWriter(out), ALL_WRONG);
        assertThat(out.toString()).hasSizeLessThan(200 << 10).contains("and 950 checks more, in the full report");
    }

    @Test
    void programsGetEverything() {
        assertThat(RunJson.tree(List.of(ALL_WRONG), null).at("/runs/0/checks")).hasSize(CHECKS);
        assertThat(JUnitXml.text(List.of(ALL_WRONG)).split("<failure ", -1)).hasSize(CHECKS + 1);
    }

    private static RunResult allWrong() {
        String line = "{\"method\":\"warning\",\"params\":{\"message\":\"" + "x".repeat(100_000) + "\"}}";
        Failure failure = new Failure(25, 0, "main", "<-", "e".repeat(50_000), "s".repeat(50_000), "/params", line);
        Rule rule = RuleBook.load().get("LIF-2");
        List<CheckResult> checks = IntStream.range(0, CHECKS)
                .mapToObj(i -> new CheckResult(
                        "long/LIF-2." + i,
                        rule,
                        Party.SERVER,
                        "long",
                        Outcome.FAIL,
                        0,
                        Collections.nCopies(100, failure),
                        ""))
                .toList();
        PlayedScenario played = new PlayedScenario(
                "long",
                "Everything is too long",
                "core",
                Duration.ofSeconds(1),
                Collections.nCopies(50, SampleRuns.line(0, Direction.TO_CLIENT, line)),
                "log ".repeat(100_000));
        return new RunResult(
                "wrong",
                "",
                "wrong.yaml",
                List.of("core"),
                Instant.EPOCH,
                Duration.ofSeconds(2),
                checks,
                List.of(played));
    }
}

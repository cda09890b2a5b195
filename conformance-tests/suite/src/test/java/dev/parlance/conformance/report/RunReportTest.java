package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.result.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {
    @Test
    void terminalReportsReadLikeThis() throws IOException {
        Goldens.compare(
                Map.of("wrong.txt", report(SampleRuns.wrong(), false), "right.txt", report(SampleRuns.right(), false)),
                "terminal");
    }

    @Test
    void coloursAddNothingButColours() {
        String coloured = report(SampleRuns.wrong(), true);
        assertThat(coloured).contains("\u001b[31mbroken\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(report(SampleRuns.wrong(), false));
    }

    private static String report(RunResult run, boolean colours) {
        StringWriter out = new StringWriter();
        RunReport.write(new PrintWriter(out), run, colours);
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}

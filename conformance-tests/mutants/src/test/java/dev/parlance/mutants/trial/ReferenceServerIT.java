package dev.parlance.mutants.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.ProtocolCoverage;
import dev.parlance.conformance.report.ReportFolder;
import dev.parlance.conformance.result.CheckResult;
import dev.parlance.conformance.result.Outcome;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.Progress;
import dev.parlance.conformance.run.RunOptions;
import dev.parlance.conformance.run.Suite;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The right server that faults are planted into is right: every check that it claims passes, with no known failure. */
class ReferenceServerIT {
    @Test
    void referenceServerPassesEverythingItClaims() throws IOException {
        Subject subject = SubjectReader.read(Path.of("../subjects/parlance.yaml"));
        assertThat(subject.knownFailures()).isEmpty();
        RunResult result = new Suite().run(subject, RunOptions.standard(), Progress.SILENT);
        ReportFolder.write(
                List.of(result), ProtocolCoverage.of(Protocol.load(), result), Path.of("target", "conformance"));
        System.out.printf(
                "Reference server: %d of %d checks that it claims are right, %d scenarios in %d s%n",
                result.count(Outcome.PASS),
                result.checks().size() - result.count(Outcome.NOT_CLAIMED) - result.count(Outcome.NOT_EXERCISED),
                result.scenarios().size(),
                result.took().toSeconds());
        assertThat(result.checks().stream().filter(ReferenceServerIT::wrong).map(ReferenceServerIT::line))
                .as("the report is in conformance-tests/mutants/target/conformance")
                .isEmpty();
        assertThat(result.count(Outcome.PASS)).isPositive();
    }

    private static boolean wrong(CheckResult check) {
        return switch (check.outcome()) {
            case PASS, NOT_CLAIMED, NOT_EXERCISED -> false;
            default -> true;
        };
    }

    private static String line(CheckResult check) {
        String seen = check.failures().stream()
                .findFirst()
                .map(failure -> "expected " + failure.expected() + ", seen " + failure.seen())
                .orElse("");
        return check.outcome().word() + " " + check.check() + " " + check.reason() + seen;
    }
}

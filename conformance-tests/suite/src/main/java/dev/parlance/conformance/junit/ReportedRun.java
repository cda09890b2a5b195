package dev.parlance.conformance.junit;

import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.report.ProtocolCoverage;
import dev.parlance.conformance.report.ReportFolder;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.run.Progress;
import dev.parlance.conformance.run.RunOptions;
import dev.parlance.conformance.run.Suite;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.SubjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A run of the suite that leaves its report in a folder. */
record ReportedRun(Path subjectFile, RunOptions options, Path reports) implements Supplier<RunResult> {
    @Override
    public RunResult get() {
        Subject subject = SubjectReader.read(subjectFile);
        try {
            RunResult result = new Suite().run(subject, options, Progress.SILENT);
            ReportFolder.write(List.of(result), ProtocolCoverage.of(Protocol.load(), result), reports);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("the conformance suite cannot run or write " + reports, e);
        }
    }
}

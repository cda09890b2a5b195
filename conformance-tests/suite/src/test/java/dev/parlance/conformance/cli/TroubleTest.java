package dev.parlance.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.subject.SubjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void filesThatCannotBeHadAreNamedWithTheReason() {
        Map<Throwable, String> told = Map.of(
                new NoSuchFileException("a"), "a: there is no such file or folder",
                new AccessDeniedException("a"), "a: no permission to open it; ls -l tells who has",
                new FileSystemException("a", null, "Too many open files"), "a: Too many open files",
                new FileAlreadyExistsException("a"), "a: FileAlreadyExistsException",
                new IOException("b:3: odd"), "b:3: odd",
                new IOException(), "java.io.IOException",
                new UncheckedIOException(new NoSuchFileException("a")), "a: there is no such file or folder",
                new UncheckedIOException("cannot read a", new IOException("odd")), "cannot read a");
        told.forEach((problem, text) ->
                assertThat(Trouble.of(problem)).isEqualTo(new Trouble(text, ExitCode.COULD_NOT_RUN)));
    }

    @Test
    void memoryIsNamedThoughItEndedAnotherThread() {
        Throwable wrapped = new IllegalStateException(new ExecutionException(new OutOfMemoryError("Java heap space")));
        assertThat(Trouble.of(wrapped)).isEqualTo(Trouble.of(new OutOfMemoryError("Java heap space")));
        assertThat(Trouble.of(wrapped).exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(Trouble.of(wrapped).text())
                .matches("out of memory \\(Java heap space; it has \\d+ MiB at most\\); start it with more,"
                        + " say java -Xmx\\d+m -jar parlance-conformance\\.jar \\.\\.\\.");
    }

    @Test
    void moreMemoryIsNotProposedAgainstALackOfThreads() {
        assertThat(Trouble.of(new OutOfMemoryError("unable to create native thread: possibly out of memory")))
                .isEqualTo(new Trouble(
                        "out of threads (unable to create native thread: possibly out of memory);"
                                + " end other programs, or raise the limit (ulimit -u)",
                        ExitCode.COULD_NOT_RUN));
    }

    @Test
    void wrongSubjectIsAWrongCommandLine() {
        assertThat(Trouble.of(new SubjectException("my.yaml:3: odd")))
                .isEqualTo(new Trouble("my.yaml:3: odd", ExitCode.USAGE));
    }

    @Test
    void anythingElseIsAFaultOfTheSuiteWithItsStack() {
        assertThat(Trouble.of(new NoClassDefFoundError("x")).exitCode()).isEqualTo(ExitCode.OWN_FAULT);
        assertThat(Trouble.of(new NoClassDefFoundError("x")).text())
                .startsWith("a fault of the suite itself; please report it with this text:\n"
                        + "java.lang.NoClassDefFoundError: x\n\tat ");
    }
}

package dev.parlance.conformance.cli;

import dev.parlance.conformance.play.ScenarioException;
import dev.parlance.conformance.subject.SubjectException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a command threw, as people are told of it, and what the command ends with: never 1, which says that a rule was
 * broken.
 *
 * <pre>{@code
 * Trouble.of(new NoSuchFileException("a.yaml"))   // a.yaml: there is no such file or folder, COULD_NOT_RUN
 * }</pre>
 *
 * @param text one line; more only for a fault of the suite
 * @param exitCode one of {@link ExitCode}
 */
record Trouble(String text, int exitCode) {
    /** Room for a recording with a line of 100 MB, which is longer than any seen. */
    private static final long PROPOSED_MIB = 1024;

    static Trouble of(Throwable problem) {
        OutOfMemoryError memory = memory(problem);
        if (memory != null) {
            return new Trouble(words(memory), ExitCode.COULD_NOT_RUN);
        }
        if (problem instanceof UncheckedIOException e) {
            return new Trouble(words(e), ExitCode.COULD_NOT_RUN);
        }
        if (problem instanceof IOException e) {
            return new Trouble(words(e), ExitCode.COULD_NOT_RUN);
        }
        if (problem instanceof SubjectException || problem instanceof ScenarioException) {
            return new Trouble(String.valueOf(problem.getMessage()), ExitCode.USAGE);
        }
        StringWriter text = new StringWriter();
        text.append("a fault of the suite itself; please report it with this text:\n");
        problem.printStackTrace(new PrintWriter(text, true));
        return new Trouble(text.toString().stripTrailing(), ExitCode.OWN_FAULT);
    }

    /** It may have come on another thread, whose end was told by an exception. */
    private static @Nullable OutOfMemoryError memory(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError memory) {
                return memory;
            }
        }
        return null;
    }

    private static String words(OutOfMemoryError problem) {
        String why = String.valueOf(problem.getMessage());
        if (why.contains("native thread")) {
            return "out of threads (" + why + "); end other programs, or raise the limit (ulimit -u)";
        }
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        return String.format(
                Locale.ROOT,
                "out of memory (%s; it has %d MiB at most);"
                        + " start it with more, say java -Xmx%dm -jar parlance-conformance.jar ...",
                why,
                limit,
                Math.max(PROPOSED_MIB, 2 * limit));
    }

    /** Its own message, if it has more than its cause repeated. */
    private static String words(UncheckedIOException problem) {
        IOException cause = problem.getCause();
        String own = String.valueOf(problem.getMessage());
        return cause == null || !own.equals(cause.toString()) ? own : words(cause);
    }

    /** The messages of the file system's exceptions are mere names of files. */
    private static String words(IOException problem) {
        if (problem instanceof FileSystemException e && e.getReason() == null) {
            return e.getFile() + ": " + reason(e);
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    private static String reason(FileSystemException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        return problem instanceof AccessDeniedException
                ? "no permission to open it; ls -l tells who has"
                : problem.getClass().getSimpleName();
    }
}

package dev.parlance.codegen;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The schema cannot be generated from; the message lists every problem with its place and remedy. Nothing was written.
 *
 * <pre>{@code
 * catch (CodegenException e) { e.problems().forEach(System.err::println); }
 * }</pre>
 */
public final class CodegenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problems.Problem> problems;

    CodegenException(List<Problems.Problem> problems, int dropped) {
        super(message(problems, dropped));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order it was found. */
    public List<Problems.Problem> problems() {
        return problems;
    }

    private static String message(List<Problems.Problem> problems, int dropped) {
        int count = problems.size() + dropped;
        String more = dropped == 0 ? "" : "\n  … and " + dropped + " more";
        return problems.stream()
                .map(p -> "\n  " + p)
                .collect(Collectors.joining(
                        "", count + (count == 1 ? " problem" : " problems") + " in the schema:", more));
    }
}

package dev.parlance.scripted;

import java.util.List;
import java.util.stream.Collectors;

/** A script that cannot be played; the message lists every problem as {@code file#pointer: reason}. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ScriptException(String source, List<Problem> problems) {
        super(problems.stream()
                .map(problem -> source + "#" + problem.pointer() + ": " + problem.reason())
                .collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the script; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer where, as a JSON pointer; empty for the whole script
     * @param reason what, and what would be right
     */
    public record Problem(String pointer, String reason) {}
}

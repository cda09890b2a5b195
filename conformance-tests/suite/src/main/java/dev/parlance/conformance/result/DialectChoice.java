package dev.parlance.conformance.result;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is expected because the subject's dialect says so; behind the value its text names the member of the dialect:
 * {@code -32600 (dialect: errors.unknownMethod)}.
 *
 * <pre>{@code
 * DialectChoice.in(failure.expected()).ifPresent(choice -> System.out.println(choice.member()));
 * }</pre>
 *
 * @param value what the dialect has
 * @param member where, dots leading into objects
 */
public record DialectChoice(String value, String member) {
    private static final Pattern TEXT = Pattern.compile("(\\S+) \\(dialect: ([A-Za-z.]+)\\)");

    /** As it stands in a failure's expectation. */
    public String text() {
        return value + " (dialect: " + member + ")";
    }

    /** The choice that an expectation is; empty if it stands on none. */
    public static Optional<DialectChoice> in(String expected) {
        Matcher found = TEXT.matcher(expected);
        return found.matches() ? Optional.of(new DialectChoice(found.group(1), found.group(2))) : Optional.empty();
    }
}

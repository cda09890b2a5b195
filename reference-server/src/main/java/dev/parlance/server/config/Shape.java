package dev.parlance.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a setting must look like.
 *
 * @param expected for messages: "text", "a table"
 * @param fits whether a value is right, members aside
 * @param members known members of a table
 * @param others shape of all other members; null if there are none, and they are warned of
 */
record Shape(
        String expected,
        Predicate<Object> fits,
        Map<String, Shape> members,
        @Nullable Shape others) {
    static final Shape ANYTHING = scalar("any value", value -> true);
    static final Shape TEXT = scalar("text", value -> value instanceof String);
    static final Shape NAME = scalar("text that is not empty", value -> value instanceof String s && !s.isBlank());
    static final Shape FLAG = scalar("true or false", value -> value instanceof Boolean);
    static final Shape POSITIVE = scalar("a whole number of at least 1", value -> value instanceof Long n && n >= 1);
    static final Shape RETRIES =
            scalar("a whole number from 0 to 100", value -> value instanceof Long n && n >= 0 && n <= 100);
    static final Shape HTTP_ADDRESS =
            scalar("an http or https address", value -> value instanceof String s && isHttp(s));
    static final Shape PATHS = scalar(
            "a list of absolute paths",
            value -> value instanceof List<?> list && list.stream().allMatch(Shape::isPath));
    static final Shape TEXTS = tableOf(TEXT);

    /** A value without members. */
    static Shape scalar(String expected, Predicate<Object> fits) {
        return new Shape(expected, fits, Map.of(), null);
    }

    /** One of some texts. */
    static Shape choice(String... values) {
        List<String> allowed = List.of(values);
        return scalar("one of `" + String.join("`, `", allowed) + "`", allowed::contains);
    }

    /** A table of known members. */
    static Shape table(Map<String, Shape> members) {
        return new Shape("a table", Map.class::isInstance, members, null);
    }

    /** A table whose members all have one shape. */
    static Shape tableOf(Shape each) {
        return new Shape("a table", Map.class::isInstance, Map.of(), each);
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPath(Object value) {
        return value instanceof String s
                && s.indexOf('\0') < 0
                && (s.equals("~")
                        || s.startsWith("~/")
                        || java.nio.file.Path.of(s).isAbsolute());
    }
}

package dev.parlance.conformance.fuzz;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a fuzzing run does.
 *
 * <pre>{@code
 * FuzzOptions options = FuzzOptions.of(42, 2_000).only("thread/read", Set.of());
 * }</pre>
 *
 * @param seed decides what is sent
 * @param requests how many requests and lines to send, about
 * @param longest how long the run may take
 * @param method name of the methods to send, {@code *} standing for anything
 * @param include methods that reach outside and are to be sent all the same
 * @param sizes how much of everything
 * @param limits times and memory
 */
public record FuzzOptions(
        long seed, int requests, Duration longest, String method, Set<String> include, Sizes sizes, Limits limits) {
    /** Copies the set. */
    public FuzzOptions {
        include = Set.copyOf(include);
    }

    /** The usual sizes and limits, all methods that may be sent. */
    public static FuzzOptions of(long seed, int requests) {
        return new FuzzOptions(seed, requests, Duration.ofHours(24), "*", Set.of(), Sizes.DEFAULT, Limits.DEFAULT);
    }

    /** The same for other methods. */
    public FuzzOptions only(String glob, Set<String> included) {
        return new FuzzOptions(seed, requests, longest, glob, included, sizes, limits);
    }

    /** The same within other bounds. */
    public FuzzOptions within(Duration run, Sizes otherSizes, Limits otherLimits) {
        return new FuzzOptions(seed, requests, run, method, include, otherSizes, otherLimits);
    }

    boolean covers(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : method.split("\\*", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return name.matches(pattern.toString());
    }
}

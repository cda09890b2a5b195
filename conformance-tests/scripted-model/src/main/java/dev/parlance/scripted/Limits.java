package dev.parlance.scripted;

import java.time.Duration;

/**
 * The bounds of a {@link ScriptedModel}, so that no client and no forgotten gate can make it grow or hang.
 *
 * @param requestBytes the longest request body; longer ones are answered 413
 * @param recordedRequests how many requests are remembered; the oldest is forgotten first
 * @param concurrentRequests how many are served at once; more are answered 503
 * @param hold how long a reply waits at one gate before it is abandoned
 */
public record Limits(int requestBytes, int recordedRequests, int concurrentRequests, Duration hold) {
    /** 16 MiB, 1,000 requests remembered, 256 at once, a minute at a gate. */
    public static final Limits DEFAULT = new Limits(16 << 20, 1_000, 256, Duration.ofMinutes(1));

    /** Refuses bounds below 1 with an {@link IllegalArgumentException}. */
    public Limits {
        if (requestBytes < 1 || recordedRequests < 1 || concurrentRequests < 1 || hold.toMillis() < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }
}

package dev.parlance.scripted;

/**
 * The token numbers at the end of a reply. All are counts and not negative; the total on the wire is input plus output.
 *
 * @param inputTokens tokens read, the cached ones included
 * @param cachedInputTokens the part of them served from a cache
 * @param outputTokens tokens written, the reasoning ones included
 * @param reasoningOutputTokens the part of them spent on reasoning
 */
public record Usage(long inputTokens, long cachedInputTokens, long outputTokens, long reasoningOutputTokens) {
    /** What a reply reports when the script says nothing: 100 tokens in, 20 out. */
    public static final Usage DEFAULT = new Usage(100, 0, 20, 0);

    /** Refuses negative counts with an {@link IllegalArgumentException}. */
    public Usage {
        if (inputTokens < 0 || cachedInputTokens < 0 || outputTokens < 0 || reasoningOutputTokens < 0) {
            throw new IllegalArgumentException("token counts must not be negative");
        }
    }

    /** Nothing cached, no reasoning. */
    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, 0, outputTokens, 0);
    }
}

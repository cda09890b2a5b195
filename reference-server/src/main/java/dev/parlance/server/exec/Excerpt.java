package dev.parlance.server.exec;

/**
 * What a model is shown of a long output: its head and its tail.
 *
 * <pre>{@code
 * Excerpt.of(outcome.output(), Excerpt.FOR_MODELS)
 * }</pre>
 */
public final class Excerpt {
    /** Bytes of output that a model is shown: upstream's ten thousand tokens would be four times that. */
    public static final int FOR_MODELS = 10_000;

    private Excerpt() {}

    /** The text itself where its UTF-8 fits in that many bytes, otherwise head and tail with a mark between them. */
    public static String of(String text, int bytes) {
        return text.length() <= bytes / 3 ? text : HeadAndTail.cut(text, bytes);
    }
}

package dev.parlance.server.turn;

/**
 * What the model is told of its call.
 *
 * @param text the output; bounded by the tool
 * @param success false where the tool failed or was refused
 */
public record ToolOutput(String text, boolean success) {
    /** It worked. */
    public static ToolOutput ok(String text) {
        return new ToolOutput(text, true);
    }

    /** It failed or was refused; the text says why. */
    public static ToolOutput failed(String text) {
        return new ToolOutput(text, false);
    }
}
